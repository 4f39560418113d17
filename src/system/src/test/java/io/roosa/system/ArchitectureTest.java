package io.roosa.system;

import java.util.List;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import io.roosa.inventory.planted.MockThatKnowsPayment;
import io.roosa.orderexp.planted.DoorThatKnowsPayment;
import io.roosa.orderproc.planted.RouteThatMisbehaves;
import io.roosa.orderproc.planted.RouteThatReadsJavaObjects;
import io.roosa.shared.planted.SharedThatKnowsAnApplication;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

class ArchitectureTest {

    private static final String SHARED = "io.roosa.shared..";
    private static final String FAILURE_MODES = "io.roosa.failuremodes..";
    private static final String EXPERIENCE = "io.roosa.orderexp..";
    private static final String PROCESS = "io.roosa.orderproc..";
    private static final String STORE = "io.roosa.statusstore..";
    private static final String[] MOCKS = {"io.roosa.inventory..", "io.roosa.payment..", "io.roosa.shipping.."};

    private static final JavaClasses HOUSE = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.roosa");

    private static final ArchRule EXPERIENCE_KNOWS_NO_SYSTEM = noClasses().that().resideInAPackage(EXPERIENCE)
            .should().dependOnClassesThat(resideInAnyPackage(MOCKS).or(resideInAnyPackage(PROCESS, FAILURE_MODES)))
            .because("the experience layer talks to the process layer over HTTP and knows no system");

    private static final ArchRule MISBEHAVIOUR_STAYS_IN_MOCKS = noClasses().that(not(resideInAnyPackage(MOCKS).or(resideInAPackage(FAILURE_MODES))))
            .should().dependOnClassesThat().resideInAPackage(FAILURE_MODES)
            .because("only a mock may misbehave");

    private static final ArchRule SHARED_KNOWS_NO_APPLICATION = classes().that().resideInAPackage(SHARED)
            .should().onlyDependOnClassesThat(oursOnlyIn(SHARED))
            .because("what all applications stand on knows none of them");

    private static final ArchRule NOBODY_READS_JAVA_OBJECTS = noClasses()
            .should().dependOnClassesThat(nameMatching("java\\.io\\.ObjectInputStream|org\\.apache\\.camel\\..*(AggregationRepository|IdempotentRepository)"))
            .because("what comes from the store or the network is text: Java objects read from there have run code in many a Camel component");

    /** One rule for each application, so that a finding names it. */
    static final List<ArchRule> APPLICATIONS_STAND_ALONE = Stream.concat(
            Stream.of(EXPERIENCE, PROCESS, STORE).map(application -> standsAlone(application, SHARED, application)),
            Stream.of(MOCKS).map(mock -> standsAlone(mock, SHARED, FAILURE_MODES, mock))).toList();

    @Test
    void the_experience_layer_knows_no_system_and_nothing_of_the_process() {
        EXPERIENCE_KNOWS_NO_SYSTEM.check(HOUSE);
    }

    @Test
    void only_mocks_know_how_to_misbehave() {
        MISBEHAVIOUR_STAYS_IN_MOCKS.check(HOUSE);
    }

    @Test
    void shared_knows_no_application() {
        SHARED_KNOWS_NO_APPLICATION.check(HOUSE);
    }

    @Test
    void nobody_reads_java_objects_from_the_store_or_the_network() {
        NOBODY_READS_JAVA_OBJECTS.check(HOUSE);
    }

    @ParameterizedTest
    @FieldSource("APPLICATIONS_STAND_ALONE")
    void an_application_knows_what_is_shared_and_no_other(ArchRule rule) {
        rule.check(HOUSE);
    }

    @Test
    void a_planted_break_of_each_rule_is_caught() {
        JavaClasses planted = new ClassFileImporter().importClasses(DoorThatKnowsPayment.class, RouteThatMisbehaves.class,
                SharedThatKnowsAnApplication.class, MockThatKnowsPayment.class, RouteThatReadsJavaObjects.class);

        assertThat(violations(EXPERIENCE_KNOWS_NO_SYSTEM, planted)).contains(DoorThatKnowsPayment.class.getSimpleName());
        assertThat(violations(MISBEHAVIOUR_STAYS_IN_MOCKS, planted)).contains(RouteThatMisbehaves.class.getSimpleName());
        assertThat(violations(SHARED_KNOWS_NO_APPLICATION, planted)).contains(SharedThatKnowsAnApplication.class.getSimpleName());
        assertThat(violations(NOBODY_READS_JAVA_OBJECTS, planted)).contains(RouteThatReadsJavaObjects.class.getSimpleName());
        assertThat(APPLICATIONS_STAND_ALONE.stream().map(rule -> violations(rule, planted)).toList().toString())
                .contains(DoorThatKnowsPayment.class.getSimpleName(), RouteThatMisbehaves.class.getSimpleName(), MockThatKnowsPayment.class.getSimpleName());
    }

    private static ArchRule standsAlone(String application, String... known) {
        return classes().that().resideInAPackage(application).should().onlyDependOnClassesThat(oursOnlyIn(known));
    }

    private static DescribedPredicate<JavaClass> oursOnlyIn(String... packages) {
        return not(resideInAPackage("io.roosa..")).or(resideInAnyPackage(packages)).as("are not ours, or are in " + List.of(packages));
    }

    private static String violations(ArchRule rule, JavaClasses classes) {
        return rule.allowEmptyShould(true).evaluate(classes).getFailureReport().toString();
    }
}

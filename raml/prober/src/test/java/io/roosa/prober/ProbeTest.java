package io.roosa.prober;

import io.specmatic.test.SpecmaticContractTest;

/** Asks one running application what a stranger makes of its contract: see the executions in the pom. */
class ProbeTest implements SpecmaticContractTest {
}

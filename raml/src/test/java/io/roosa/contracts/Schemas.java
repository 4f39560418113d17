package io.roosa.contracts;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.raml.v2.api.model.v10.api.LibraryBase;
import org.raml.v2.api.model.v10.datamodel.AnyTypeDeclaration;
import org.raml.v2.api.model.v10.datamodel.ArrayTypeDeclaration;
import org.raml.v2.api.model.v10.datamodel.BooleanTypeDeclaration;
import org.raml.v2.api.model.v10.datamodel.DateTimeTypeDeclaration;
import org.raml.v2.api.model.v10.datamodel.IntegerTypeDeclaration;
import org.raml.v2.api.model.v10.datamodel.NullTypeDeclaration;
import org.raml.v2.api.model.v10.datamodel.NumberTypeDeclaration;
import org.raml.v2.api.model.v10.datamodel.ObjectTypeDeclaration;
import org.raml.v2.api.model.v10.datamodel.StringTypeDeclaration;
import org.raml.v2.api.model.v10.datamodel.TypeDeclaration;
import org.raml.v2.api.model.v10.datamodel.UnionTypeDeclaration;

/**
 * Says a contract's types as OpenAPI 3.0 schemas: a type with a name becomes a component and is referred to, in each library's
 * words but without the library's prefix. A type that has no exact counterpart is refused rather than approximated.
 */
final class Schemas {

    private final Map<String, TypeDeclaration> declared = new HashMap<>();
    private final Map<String, JsonNode> components = new TreeMap<>();

    Schemas(LibraryBase contract) {
        declare(contract);
    }

    /** The schema where a type is used, most often a reference. */
    ObjectNode use(TypeDeclaration type) {
        var origin = declared.get(type.type());
        if (origin == null || !kind(type).equals(kind(origin))) {
            return whole(type);
        }
        var added = added(type);
        added(origin).properties().stream()
            .filter(known -> known.getValue().equals(added.get(known.getKey())))
            .forEach(known -> added.remove(known.getKey()));
        // In OpenAPI 3.0 whatever stands beside $ref is ignored, and many tools take allOf for an object: a scalar is said anew.
        if (!added.isEmpty() && !(type instanceof ObjectTypeDeclaration)) {
            return added.setAll(kind(type));
        }
        component(type.type(), origin);
        var reference = Json.object().put("$ref", "#/components/schemas/" + type.type());
        if (!added.isEmpty()) {
            added.putArray("allOf").add(reference);
        }
        return added.isEmpty() ? reference : added;
    }

    /** The components that were used so far, by name. */
    ObjectNode components() {
        var all = Json.object();
        components.forEach(all::set);
        return all;
    }

    /** A type's example, or the word by which a scalar is meant, as JSON. */
    static JsonNode example(TypeDeclaration type, String value) {
        return type instanceof StringTypeDeclaration || type instanceof DateTimeTypeDeclaration
            ? Json.text(value)
            : Json.parse(value);
    }

    static Optional<String> description(TypeDeclaration type) {
        return Optional.ofNullable(type.description()).map(text -> text.value().strip());
    }

    private void declare(LibraryBase library) {
        for (var type : library.types()) {
            var other = declared.putIfAbsent(type.name(), type);
            if (other != null && !place(other).equals(place(type))) {
                throw new IllegalArgumentException("two types of one name: " + place(other) + " and " + place(type));
            }
        }
        library.uses().forEach(this::declare);
    }

    private static String place(TypeDeclaration type) {
        return Finding.at(Contract.FOLDER, type, type.name()).toString();
    }

    private void component(String name, TypeDeclaration type) {
        if (!components.containsKey(name)) {
            components.put(name, Json.object());
            components.put(name, whole(type));
        }
    }

    private ObjectNode whole(TypeDeclaration type) {
        return added(type).setAll(kind(type));
    }

    /** What a type says beyond the values that it allows. */
    private static ObjectNode added(TypeDeclaration type) {
        var added = Json.object();
        description(type).ifPresent(text -> added.put("description", text));
        if (type.defaultValue() != null) {
            added.set("default", example(type, type.defaultValue()));
        }
        return added;
    }

    private ObjectNode kind(TypeDeclaration type) {
        if (type instanceof ObjectTypeDeclaration object) {
            return object(object);
        } else if (type instanceof ArrayTypeDeclaration array) {
            return array(array);
        } else if (type instanceof UnionTypeDeclaration union) {
            return union(union);
        } else if (type instanceof NumberTypeDeclaration number) {
            return number(number);
        } else if (type instanceof StringTypeDeclaration string) {
            return string(string);
        } else if (type instanceof DateTimeTypeDeclaration) {
            return Json.object().put("type", "string").put("format", "date-time");
        } else if (type instanceof BooleanTypeDeclaration) {
            return Json.object().put("type", "boolean");
        } else if (type instanceof AnyTypeDeclaration && type.type().equals("any")) {
            return Json.object();
        }
        throw new IllegalArgumentException("OpenAPI has no counterpart of " + type.name() + ": " + type.type());
    }

    private ObjectNode object(ObjectTypeDeclaration type) {
        var schema = Json.object().put("type", "object");
        if (!type.additionalProperties()) {
            schema.put("additionalProperties", false);
        }
        put(schema, "minProperties", type.minProperties());
        put(schema, "maxProperties", type.maxProperties());
        var required = new ArrayList<JsonNode>();
        var properties = Json.object();
        for (var property : type.properties()) {
            if (property.name().startsWith("/")) {
                throw new IllegalArgumentException("OpenAPI 3.0 has no pattern properties: " + type.name() + property.name());
            }
            if (property.required()) {
                required.add(Json.text(property.name()));
            }
            var schemaOfProperty = use(property);
            if (property.example() != null) {
                schemaOfProperty.set("example", example(property, property.example().value()));
            }
            properties.set(property.name(), schemaOfProperty);
        }
        if (!required.isEmpty()) {
            schema.set("required", Json.array(required));
        }
        if (!properties.isEmpty()) {
            schema.set("properties", properties);
        }
        return schema;
    }

    private ObjectNode array(ArrayTypeDeclaration type) {
        var schema = Json.object().put("type", "array");
        put(schema, "minItems", type.minItems());
        put(schema, "maxItems", type.maxItems());
        if (Boolean.TRUE.equals(type.uniqueItems())) {
            schema.put("uniqueItems", true);
        }
        schema.set("items", use(type.items()));
        return schema;
    }

    private ObjectNode union(UnionTypeDeclaration type) {
        var some = type.of().stream().filter(member -> !(member instanceof NullTypeDeclaration)).toList();
        var nullable = some.size() < type.of().size();
        if (some.size() == 1 && nullable) {
            return kind(some.get(0)).put("nullable", true);
        } else if (nullable) {
            throw new IllegalArgumentException("OpenAPI 3.0 has no nil beside several others: " + type.name());
        }
        var schema = Json.object();
        // A member bears its own name, not the name of its type.
        schema.set("oneOf", Json.array(some.stream().map(this::member).toList()));
        return schema;
    }

    private ObjectNode member(TypeDeclaration member) {
        var origin = declared.get(member.name());
        if (origin == null) {
            return whole(member);
        }
        component(member.name(), origin);
        return Json.object().put("$ref", "#/components/schemas/" + member.name());
    }

    private ObjectNode number(NumberTypeDeclaration type) {
        var schema = Json.object().put("type", type instanceof IntegerTypeDeclaration ? "integer" : "number");
        if (type.format() != null) {
            schema.put("format", type.format());
        }
        put(schema, "minimum", type.minimum());
        put(schema, "maximum", type.maximum());
        if (type.multipleOf() != null) {
            throw new IllegalArgumentException("a validator writes 1e999999999 out in full to check multipleOf: " + type.name());
        }
        if (!type.enumValues().isEmpty()) {
            throw new IllegalArgumentException("a number with a list of values is not foreseen: " + type.name());
        }
        return schema;
    }

    private ObjectNode string(StringTypeDeclaration type) {
        var schema = Json.object().put("type", "string");
        put(schema, "minLength", type.minLength());
        put(schema, "maxLength", type.maxLength());
        if (type.pattern() != null) {
            // Where Java's regular expressions check, $ lets a last line break pass, which OpenAPI's (ECMA-262) do not mean.
            schema.put("pattern", type.pattern().replaceFirst("\\$$", "\\$(?![\\\\s\\\\S])"));
        }
        List<JsonNode> values = type.enumValues().stream().map(Json::text).toList();
        if (!values.isEmpty()) {
            schema.set("enum", Json.array(values));
        }
        return schema;
    }

    private static void put(ObjectNode schema, String key, Integer value) {
        if (value != null) {
            schema.put(key, value);
        }
    }

    private static void put(ObjectNode schema, String key, Double value) {
        if (value != null) {
            var exact = BigDecimal.valueOf(value).stripTrailingZeros();
            schema.put(key, exact.scale() < 0 ? exact.setScale(0) : exact);
        }
    }
}

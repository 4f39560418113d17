package io.roosa.orderproc;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.oas.OpenApi30;

import io.roosa.shared.order.Json;

/** What the contract of order-proc-api promises of its answers. */
final class Promised {

    private static final String TWIN = "urn:roosa:promised";

    private Promised() {
    }

    /** Every way in which an answer breaks the contract's type of that name; none where it holds. */
    static List<String> violations(String type, JsonNode answer) {
        try (InputStream contract = Promised.class.getResourceAsStream("/contracts/openapi/order-proc-api.json")) {
            String twin = Json.MAPPER.readTree(contract).toString();
            JsonSchema schema = JsonSchemaFactory.builder(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4))
                    .metaSchema(OpenApi30.getInstance())
                    .defaultMetaSchemaIri(OpenApi30.getInstance().getIri())
                    .schemaLoaders(loaders -> loaders.schemas(Map.of(TWIN, twin)))
                    .build()
                    .getSchema(SchemaLocation.of(TWIN + "#/components/schemas/" + type));
            return schema.validate(answer).stream().map(message -> message.getInstanceLocation() + " " + message.getError()).toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}

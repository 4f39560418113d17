package io.roosa.shared.order;

import java.io.IOException;
import java.io.StringWriter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/** JSON as ROOSA reads and writes it: duplicate keys and trailing text refused, money exact, instants as ISO 8601 text. */
public final class Json {

    /** The one mapper; it is never reconfigured. */
    public static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    // By default each thread keeps its buffers, and an order that waits is a thread of its own: 18 kB that nobody uses.
                    .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
                    .build())
            .addModule(new JavaTimeModule())
            .addModule(new Jdk8Module())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .disable(JsonParser.Feature.AUTO_CLOSE_SOURCE)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private Json() {
    }

    /**
     * The same value without spaces, each number with the digits that it was written with.
     *
     * @param json one JSON value in UTF-8, looked through for fields that stand twice already
     * @throws IOException where it is none
     */
    public static String compact(byte[] json) throws IOException {
        StringWriter compact = new StringWriter(json.length);
        try (JsonParser from = MAPPER.reader().without(StreamReadFeature.STRICT_DUPLICATE_DETECTION).createParser(json);
                JsonGenerator to = MAPPER.createGenerator(compact)) {
            from.nextToken();
            to.copyCurrentStructureExact(from);
        }
        return compact.toString();
    }
}

package io.roosa.system;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.roosa.shared.order.Json;

/** Draws lifelike orders from a seed: the same seed, the same orders. */
public final class Shoppers {

    private static final List<Address> ADDRESSES = List.of(
            new Address("EUR", "Bergmannstraße 27", "10961", "Berlin", "DE"),
            new Address("EUR", "12 rue des Martyrs", "75009", "Paris", "FR"),
            new Address("EUR", "Via Garibaldi 8", "40124", "Bologna", "IT"),
            new Address("EUR", "Calle de Fuencarral 45", "28004", "Madrid", "ES"),
            new Address("EUR", "Rua Augusta 110", "1100-053", "Lisboa", "PT"),
            new Address("EUR", "Prinsengracht 263", "1016 GV", "Amsterdam", "NL"),
            new Address("EUR", "Mariahilfer Straße 71", "1060", "Wien", "AT"),
            new Address("EUR", "Mannerheimintie 14", "00100", "Helsinki", "FI"),
            new Address("EUR", "9 Dame Street", "D02 X066", "Dublin", "IE"),
            new Address("GBP", "12 St James's Square", "SW1Y 4JH", "London", "GB"),
            new Address("CHF", "Langstrasse 84", "8004", "Zürich", "CH"),
            new Address("SEK", "Götgatan 31", "116 21", "Stockholm", "SE"),
            new Address("DKK", "Nørrebrogade 52", "2200", "København", "DK"),
            new Address("NOK", "Thorvald Meyers gate 19", "0555", "Oslo", "NO"),
            new Address("PLN", "ul. Floriańska 15", "31-021", "Kraków", "PL"),
            new Address("CZK", "Vinohradská 48", "120 00", "Praha", "CZ"));

    private static final List<String> NAMES = List.of("Ada Lovelace", "Grace Hopper", "Konrad Zuse", "Emmy Noether", "Blaise Pascal",
            "Leonhard Euler", "Marie Curie", "Tycho Brahe", "Sofja Kowalewskaja", "Niels Abel", "Mikołaj Kopernik", "Lise Meitner",
            "Émilie du Châtelet", "Edsger Dijkstra", "Maria Agnesi", "Alan Turing", "Gösta Mittag-Leffler", "Hedy Lamarr");

    private static final List<Article> ARTICLES = List.of(new Article("TEA-EARL-GREY-250", "7.90"), new Article("COFFEE-BEANS-1KG", "18.50"),
            new Article("CUP-BLUE", "12.50"), new Article("TEAPOT-CAST-IRON", "64.00"), new Article("KETTLE-GOOSENECK", "89.95"),
            new Article("GRINDER-HAND", "119.00"), new Article("FILTER-PAPER-100", "4.75"), new Article("HONEY-LIME-TREE", "9.20"),
            new Article("BISCUITS-OAT", "3.40"), new Article("SCALE-POCKET", "34.90"));

    private final Random random;

    public Shoppers(long seed) {
        this.random = new Random(seed);
    }

    /** So many orders, one after the other as the seed gives them. */
    public List<DrawnOrder> draw(int orders) {
        List<DrawnOrder> drawn = new ArrayList<>();
        for (int i = 0; i < orders; i++) {
            drawn.add(order());
        }
        return drawn;
    }

    private DrawnOrder order() {
        String name = drawnFrom(NAMES);
        Address address = drawnFrom(ADDRESSES);
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("customerId", "C-" + (1000 + NAMES.indexOf(name))).put("currency", address.currency());
        BigDecimal total = fill(body.putArray("items"));
        body.putObject("payment").put("method", "CARD").put("token", "tok_" + Long.toHexString(random.nextLong() | Long.MIN_VALUE));
        body.putObject("shippingAddress").put("name", name).put("line1", address.line1()).put("postalCode", address.postalCode())
                .put("city", address.city()).put("country", address.country());
        return new DrawnOrder(name, address.currency(), total, body);
    }

    private BigDecimal fill(ArrayNode items) {
        List<Article> basket = new ArrayList<>(ARTICLES);
        Collections.shuffle(basket, random);
        BigDecimal total = BigDecimal.ZERO;
        for (Article article : basket.subList(0, 1 + random.nextInt(4))) {
            int quantity = 1 + random.nextInt(3);
            items.addObject().put("sku", article.sku()).put("quantity", quantity).put("unitPrice", article.price());
            total = total.add(new BigDecimal(article.price()).multiply(BigDecimal.valueOf(quantity)));
        }
        return total;
    }

    private <T> T drawnFrom(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private record Address(String currency, String line1, String postalCode, String city, String country) {
    }

    private record Article(String sku, String price) {
    }
}

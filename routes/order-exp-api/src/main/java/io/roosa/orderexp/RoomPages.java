package io.roosa.orderexp;

import java.util.Map;

import io.roosa.shared.http.Pages;

/** The order control room: one page at {@code /}, and what it is made of. */
final class RoomPages {

    private RoomPages() {
    }

    /** The page, from the class path alone: no other host is asked for anything. */
    static Pages pages() {
        return Pages.of(Map.of("/", "/control-room/", "/control-room/", "/control-room/"));
    }
}

package io.roosa.bench.vertx;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;

/** Keeps every order in a row, which each status writes once; PostgreSQL's own defaults, so each commit is synced to disk. */
final class StatusesInPostgres implements Statuses {

    private static final int CONNECTIONS = 16;
    private static final int PIPELINED = 64;

    private final SqlClient database;

    StatusesInPostgres(Vertx vertx, int port) {
        PgConnectOptions options = new PgConnectOptions().setHost("127.0.0.1").setPort(port).setDatabase("postgres").setUser("roosa")
                .setCachePreparedStatements(true).setPipeliningLimit(PIPELINED);
        this.database = PgBuilder.client().with(new PoolOptions().setMaxSize(CONNECTIONS)).connectingTo(options).using(vertx).build();
    }

    @Override
    public Future<?> ready() {
        return database.query("create table if not exists orders (order_id text primary key, status text not null, body text not null)").execute();
    }

    @Override
    public Future<?> received(String orderId, String order) {
        return database.preparedQuery("insert into orders (order_id, status, body) values ($1, 'RECEIVED', $2)").execute(Tuple.of(orderId, order));
    }

    @Override
    public Future<?> moved(String orderId, String from, String to) {
        return database.preparedQuery("update orders set status = $3 where order_id = $1 and status = $2").execute(Tuple.of(orderId, from, to))
                .compose(rows -> rows.rowCount() == 1 ? Future.succeededFuture() : Future.failedFuture(orderId + " is not " + from));
    }

    @Override
    public Future<String> of(String orderId) {
        return database.preparedQuery("select status from orders where order_id = $1").execute(Tuple.of(orderId))
                .map(rows -> rows.iterator().hasNext() ? rows.iterator().next().getString(0) : "");
    }
}

//! Stopping in good order, over real connections.

use std::{convert::Infallible, net::SocketAddr, time::Duration};

use axum::{
    Router,
    response::sse::{Event, Sse},
    routing::get,
};
use futures::{Stream, StreamExt, stream};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    task::JoinHandle,
    time::{sleep, timeout},
};
use tokio_util::sync::CancellationToken;

async fn start(
    router: Router,
    connections: usize,
) -> (SocketAddr, CancellationToken, JoinHandle<()>) {
    let address = "127.0.0.1:0".parse().expect("an address");
    let listener = server::listen::bind(address).await.expect("a port");
    let address = listener.local_addr().expect("its address");
    let stop = CancellationToken::new();
    let served = tokio::spawn(server::listen::serve(listener, router, connections, stop.clone()));
    (address, stop, served)
}

/// Asks, and reads until the server hangs up.
async fn ask(address: SocketAddr, path: &str) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(address).await?;
    let request = format!("GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await?;
    Ok(answer)
}

async fn slow() -> &'static str {
    sleep(Duration::from_millis(300)).await;
    "done"
}

#[tokio::test]
async fn what_was_accepted_is_finished_and_nothing_new_begins() {
    let (address, stop, served) = start(Router::new().route("/slow", get(slow)), 10).await;
    // Somebody who keeps a connection open does not hold up the stop.
    let mut idle = TcpStream::connect(address).await.expect("a connection");
    let asked = tokio::spawn(ask(address, "/slow"));
    sleep(Duration::from_millis(100)).await;
    stop.cancel();
    timeout(Duration::from_secs(2), served).await.expect("in time").expect("no panic");
    assert!(asked.await.expect("no panic").expect("an answer").ends_with("done"));
    assert!(ask(address, "/slow").await.is_err());
    assert_eq!(idle.read(&mut [0; 8]).await.unwrap_or(0), 0);
}

#[tokio::test]
async fn more_connections_than_places_wait_for_their_turn() {
    let (address, _stop, _served) = start(Router::new().route("/slow", get(slow)), 1).await;
    let started = std::time::Instant::now();
    let (one, two) = tokio::join!(ask(address, "/slow"), ask(address, "/slow"));
    assert!(one.expect("an answer").ends_with("done") && two.expect("another").ends_with("done"));
    assert!(started.elapsed() >= Duration::from_millis(600));
}

async fn begun_and_going_on() -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let begun = stream::iter([Ok(Event::default().data("begun"))]);
    Sse::new(begun.chain(stream::pending()))
}

#[tokio::test]
async fn a_stop_ends_live_streams() {
    let app = crate::support::TestApp::start().await;
    let live = Router::<app::request::Services>::new().route("/live", get(begun_and_going_on));
    let (address, stop, served) =
        start(server::http::observed(live, app.services.clone()), 10).await;
    let asked = tokio::spawn(ask(address, "/live"));
    sleep(Duration::from_millis(100)).await;
    assert!(!asked.is_finished());
    app.services.stop.cancel();
    stop.cancel();
    timeout(Duration::from_secs(2), served).await.expect("in time").expect("no panic");
    assert!(asked.await.expect("no panic").expect("an answer").contains("data: begun"));
}

//! Listening, background tasks, and graceful shutdown.
//!
//! Connections are served by hyper directly and not by `axum::serve`, because a fault may require closing a connection without an
//! answer.

use std::{convert::Infallible, io::Write, net::SocketAddr, sync::Arc, time::Duration};

use axum::{Router, body::Body, response::Response};
use hyper::body::Incoming;
use hyper_util::{rt::TokioIo, server::graceful::GracefulShutdown, service::TowerToHyperService};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::watch,
    task::JoinHandle,
};
use tower::{ServiceExt, service_fn};

use crate::{
    app, config::Config, control::faults::CloseConnection, errors::Error, notify, simulation, state::App,
};

/// How long open requests may take after the start of the shutdown.
const GRACE: Duration = Duration::from_secs(5);

/// A running server.
#[derive(Debug)]
pub struct Running {
    /// Listening address
    pub address: SocketAddr,
    /// Shared state
    pub app: Arc<App>,
    stop: watch::Sender<bool>,
    tasks: Vec<JoinHandle<()>>,
}

/// Opens the database, runs the simulation up to the current time, and listens.
///
/// # Errors
/// When the database can't be used, a flag is invalid, or the address is in use.
pub async fn start(config: Config) -> Result<Running, Box<dyn std::error::Error>> {
    let listener =
        TcpListener::bind(config.listen).await.map_err(|error| format!("{}: {error}", config.listen))?;
    let address = listener.local_addr()?;
    let app = App::open(config).await.map_err(text)?;
    simulation::tick(&app).await.map_err(text)?;
    let router = app::router(app.clone(), address).map_err(text)?;
    let (stop, stopped) = watch::channel(false);
    let tasks = vec![
        tokio::spawn(simulation::run(app.clone(), stopped.clone())),
        tokio::spawn(notify::run(app.clone(), stopped.clone())),
        tokio::spawn(accept(listener, router, stopped)),
    ];
    Ok(Running { address, app, stop, tasks })
}

fn text(error: Error) -> String {
    match error {
        Error::Internal(reason) => reason,
        other => format!("{other:?}"),
    }
}

impl Running {
    /// Prints the address and the token. Scripts read the first line.
    ///
    /// # Errors
    /// When writing fails.
    pub fn announce(&self, out: &mut impl Write) -> std::io::Result<()> {
        let config = &self.app.config;
        writeln!(out, "listening on http://{}", self.address)?;
        writeln!(out, "API          http://{}{}", self.address, app::PREFIX)?;
        for grant in &config.tokens {
            writeln!(out, "token        {} ({:?})", grant.token, grant.scope)?;
        }
        writeln!(out, "database     {}", self.app.store.path().display())?;
        writeln!(out, "revision     {:?}", config.revision)?;
        if let Some(dist) = &config.dist {
            writeln!(out, "files        {}", dist.display())?;
        }
        out.flush()
    }

    /// Finishes open requests and shuts down. The simulation continues at the next start.
    pub async fn stop(self) {
        // An error means that all receivers are gone, which is fine.
        let _ = self.stop.send(true);
        for task in self.tasks {
            let _ = task.await;
        }
    }
}

async fn accept(listener: TcpListener, router: Router, mut stopped: watch::Receiver<bool>) {
    let connections = GracefulShutdown::new();
    loop {
        let stream = tokio::select! {
            _ = stopped.changed() => break,
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => stream,
                Err(error) => {
                    tracing::warn!("accept: {error}");
                    tokio::time::sleep(Duration::from_millis(100)).await;
                    continue;
                }
            },
        };
        connection(stream, router.clone(), &connections);
    }
    drop(listener);
    let _ = tokio::time::timeout(GRACE, connections.shutdown()).await;
}

fn connection(stream: TcpStream, router: Router, connections: &GracefulShutdown) {
    // Send small answers immediately.
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |request: hyper::Request<Incoming>| {
        let router = router.clone();
        async move {
            let answer: Result<Response, Infallible> = router.oneshot(request.map(Body::new)).await;
            match answer {
                Ok(response) if response.extensions().get::<CloseConnection>().is_some() => {
                    Err(std::io::Error::from(std::io::ErrorKind::ConnectionAborted))
                }
                Ok(response) => Ok(response),
                Err(never) => match never {},
            }
        }
    });
    let served = hyper::server::conn::http1::Builder::new()
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(service));
    let watched = connections.watch(served);
    tokio::spawn(async move {
        if let Err(error) = watched.await {
            tracing::debug!("connection: {error}");
        }
    });
}

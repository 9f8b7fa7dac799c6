//! An answer that breaks off: its head and half of its body arrive, then the connection closes.
//!
//! Browsers quietly send a request again when a connection that they had used before closes without any answer, POSTs
//! included. An answer that has begun is never asked for again, so this is how to lose one for certain.

use std::{
    io,
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use axum::{
    body::{Body, Bytes, HttpBody},
    http::{HeaderValue, header},
    response::Response,
};
use hyper::body::Frame;
use tokio::time::Sleep;

/// Time for what was written to leave before the connection closes.
const PAUSE: Duration = Duration::from_millis(50);

struct Cut {
    half: Option<Bytes>,
    pause: Pin<Box<Sleep>>,
}

impl HttpBody for Cut {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        if let Some(half) = self.half.take() {
            return Poll::Ready(Some(Ok(Frame::data(half))));
        }
        self.pause.as_mut().poll(context).map(|()| Some(Err(io::ErrorKind::ConnectionAborted.into())))
    }
}

/// Breaks an answer off. Its length is that of the whole.
pub async fn midway(response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap_or_default();
    parts.headers.insert(header::CONTENT_LENGTH, HeaderValue::from(bytes.len()));
    // A compressed body would get a length of its own.
    parts.headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("identity"));
    let half = bytes.slice(..bytes.len() / 2);
    let cut = Cut { half: Some(half), pause: Box::pin(tokio::time::sleep(PAUSE)) };
    Response::from_parts(parts, Body::new(cut))
}

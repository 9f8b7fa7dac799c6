//! Interrupted answers: the headers and half of the body are sent, then the connection closes.
//!
//! When a reused connection closes without any answer, browsers silently retry the request, even a POST. They never retry once an answer has
//! begun, so this is the reliable way to lose one.

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

/// Time for sent bytes to arrive before the connection closes.
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

/// Interrupts an answer halfway. Its `Content-Length` is that of the complete body.
pub async fn midway(response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap_or_default();
    parts.headers.insert(header::CONTENT_LENGTH, HeaderValue::from(bytes.len()));
    // Compression would change the length.
    parts.headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("identity"));
    let half = bytes.slice(..bytes.len() / 2);
    let cut = Cut { half: Some(half), pause: Box::pin(tokio::time::sleep(PAUSE)) };
    Response::from_parts(parts, Body::new(cut))
}

//! A call, and whoever brings it to the program.

use serde_json::Value;

use crate::answer::Answer;

/// Everything that is sent; sending it again sends the same.
#[derive(Clone)]
pub struct Call {
    pub method: reqwest::Method,
    pub path: String,
    pub token: Option<String>,
    pub headers: Vec<(&'static str, String)>,
    pub body: Option<(&'static str, Vec<u8>)>,
}

impl Call {
    pub fn new(method: reqwest::Method, path: impl Into<String>) -> Self {
        Self { method, path: path.into(), token: None, headers: Vec::new(), body: None }
    }

    pub fn with_json(mut self, body: &Value) -> Self {
        self.body = (!body.is_null()).then(|| ("application/json", body.to_string().into_bytes()));
        self
    }

    /// Sends it to a copy of the program, once.
    pub async fn send(&self, client: &reqwest::Client, base: &str) -> reqwest::Result<Answer> {
        let mut request = client.request(self.method.clone(), format!("{base}{}", self.path));
        if let Some(token) = &self.token {
            request = request.bearer_auth(token);
        }
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        if let Some((kind, bytes)) = &self.body {
            request = request.header("content-type", *kind).body(bytes.clone());
        }
        let answer = request.send().await?;
        let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
        let bytes = answer.bytes().await?.to_vec();
        let body = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
        Ok(Answer { status, headers, bytes, body })
    }
}

/// Brings calls to the program.
pub trait Calls {
    /// The answer, however often it has to be asked for.
    async fn call(&self, call: Call) -> Answer;
    /// After somebody else could not reach the program.
    async fn recover(&self);
}

/// A client that waits as long as people do, follows no redirects.
pub fn client() -> reqwest::Client {
    reqwest::Client::builder()
        .timeout(std::time::Duration::from_secs(30))
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .expect("a client")
}

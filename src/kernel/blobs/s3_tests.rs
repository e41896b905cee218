//! The store in S3, spoken to over HTTP: a bucket that keeps objects in memory and believes nobody's word (signature's scope, digest of what
//! was sent, parts that were never uploaded).

use std::{collections::BTreeMap, sync::Mutex};

use actix_web::{App, HttpRequest, HttpResponse, HttpServer, http::Method, web};
use aws_lc_rs::digest::{SHA256, digest};
use chrono::{TimeDelta, Utc};
use serde::Deserialize;

use super::{tests::ring, *};

const KEY: &str = "AKIATEST";

/// What a bucket holds.
#[derive(Default)]
struct Bucket {
    objects: BTreeMap<String, Vec<u8>>,
    uploads: BTreeMap<String, BTreeMap<u16, Vec<u8>>>,
    /// How many calls came that were not signed by who holds the key, whose content was another one than was signed, or that no bucket knows.
    strange: usize,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Asked {
    uploads: Option<String>,
    upload_id: Option<String>,
    part_number: Option<u16>,
    prefix: Option<String>,
    delete: Option<String>,
}

fn is_signed(request: &HttpRequest, body: &[u8]) -> bool {
    let header = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let scope = format!("AWS4-HMAC-SHA256 Credential={KEY}/");
    let sent = hex::encode(digest(&SHA256, body));
    let told = header("x-amz-content-sha256");
    header("authorization").starts_with(&scope) && (told == sent || told == "UNSIGNED-PAYLOAD" && body.is_empty())
}

/// A part of an object, as a header `Range: bytes=a-b` asks for it.
fn part(object: &[u8], range: &str) -> HttpResponse {
    let (from, to) = range.trim_start_matches("bytes=").split_once('-').expect("a range");
    let (from, to): (usize, usize) = (from.parse().expect("a start"), to.parse().unwrap_or(object.len() - 1));
    let to = to.min(object.len() - 1);
    HttpResponse::PartialContent()
        .insert_header(("content-range", format!("bytes {from}-{to}/{}", object.len())))
        .insert_header(("etag", "\"e\""))
        .insert_header(("last-modified", "Mon, 23 Nov 2026 10:00:00 GMT"))
        .body(object[from..=to].to_vec())
}

async fn answer(request: HttpRequest, body: web::Bytes, bucket: web::Data<Mutex<Bucket>>) -> HttpResponse {
    let mut bucket = bucket.lock().unwrap();
    let asked = web::Query::<Asked>::from_query(request.query_string()).unwrap();
    let name = request.path().to_owned();
    if !is_signed(&request, &body) {
        bucket.strange += 1;
        return HttpResponse::Forbidden().finish();
    }
    let xml = |text: String| HttpResponse::Ok().content_type("application/xml").insert_header(("etag", "\"e\"")).body(text);
    match (request.method(), &asked.upload_id) {
        (&Method::POST, None) if asked.uploads.is_some() => {
            bucket.uploads.insert(name, BTreeMap::new());
            xml("<InitiateMultipartUploadResult><UploadId>u1</UploadId></InitiateMultipartUploadResult>".into())
        }
        (&Method::PUT, Some(_)) => {
            bucket.uploads.get_mut(&name).expect("begun").insert(asked.part_number.expect("a part"), body.to_vec());
            xml(String::new())
        }
        (&Method::POST, Some(_)) => {
            let whole = bucket.uploads.remove(&name).expect("begun").into_values().flatten().collect();
            bucket.objects.insert(name, whole);
            xml("<CompleteMultipartUploadResult><ETag>e</ETag></CompleteMultipartUploadResult>".into())
        }
        (&Method::DELETE, Some(_)) => {
            bucket.uploads.remove(&name);
            HttpResponse::NoContent().finish()
        }
        (&Method::PUT, None) => {
            bucket.objects.insert(name, body.to_vec());
            xml(String::new())
        }
        (&Method::POST, None) if asked.delete.is_some() => {
            let asked = String::from_utf8(body.to_vec()).expect("a text");
            let keys = asked.split("<Key>").skip(1).filter_map(|rest| rest.split_once("</Key>")).map(|(key, _)| key);
            let gone = |key| {
                bucket.objects.remove(&format!("/files/{key}"));
                format!("<Deleted><Key>{key}</Key></Deleted>")
            };
            xml(format!("<DeleteResult>{}</DeleteResult>", keys.map(gone).collect::<String>()))
        }
        (_, None) if asked.prefix.is_some() => {
            let listed = |(name, object): (&String, &Vec<u8>)| {
                let key = name.trim_start_matches("/files/");
                let size = object.len();
                format!(
                    "<Contents><Key>{key}</Key><Size>{size}</Size><LastModified>2026-11-23T10:00:00Z</LastModified><ETag>e</ETag></Contents>"
                )
            };
            let all: String = bucket.objects.iter().map(listed).collect();
            xml(format!("<ListBucketResult>{all}</ListBucketResult>"))
        }
        (&Method::GET | &Method::HEAD, None) => match bucket.objects.get(&name) {
            None => HttpResponse::NotFound().finish(),
            Some(object) => part(object, request.headers().get("range").map_or("bytes=0-", |range| range.to_str().unwrap())),
        },
        _ => {
            bucket.strange += 1;
            HttpResponse::NotImplemented().finish()
        }
    }
}

/// A bucket, and the store on it.
fn stored_there() -> (web::Data<Mutex<Bucket>>, BlobStore) {
    let bucket = web::Data::new(Mutex::new(Bucket::default()));
    let kept = bucket.clone();
    let server = HttpServer::new(move || {
        App::new().app_data(kept.clone()).app_data(web::PayloadConfig::new(64 << 20)).default_service(web::to(answer))
    });
    let server = server.workers(1).disable_signals().bind(("127.0.0.1", 0)).unwrap();
    let endpoint = format!("http://{}", server.addrs()[0]);
    actix_web::rt::spawn(server.run());
    let settings = [
        ("AWS_ACCESS_KEY_ID", KEY),
        ("AWS_SECRET_ACCESS_KEY", "of the test"),
        ("AWS_REGION", "eu-central-1"),
        ("AWS_ENDPOINT", &endpoint),
        ("AWS_ALLOW_HTTP", "true"),
    ];
    (bucket, BlobStore::open(&Url::parse("s3://files/migratie").unwrap(), settings, ring().1).unwrap())
}

#[actix_web::test]
async fn files_large_and_small_are_kept_in_a_bucket_as_in_a_folder() {
    let (bucket, store) = stored_there();
    for size in [0, 1000, 20 * 1024 * 1024] {
        let file = actix_web::web::Bytes::from((0..size).map(|at| (at % 251) as u8).collect::<Vec<_>>());
        let blob = store.put(file.clone()).await.unwrap();
        assert_eq!(store.get(&blob).await.unwrap(), file);
        store.verify(&blob).await.unwrap();
        if size > 0 {
            assert_eq!(store.get_range(&blob, 10..500).await.unwrap(), file.slice(10..500));
        }
        // Nothing of it lies there as it is; a byte changed there is found.
        let name = format!("/files/migratie/{}", path(blob.id));
        assert!(size == 0 || !bucket.lock().unwrap().objects[&name].windows(200).any(|bytes| bytes == &file[..200]));
        bucket.lock().unwrap().objects.get_mut(&name).unwrap()[3] ^= 1;
        assert!(matches!(store.get(&blob).await, Err(BlobError::Tampered(_))));
        store.delete(blob.id).await.unwrap();
        store.delete(blob.id).await.unwrap();
        assert!(matches!(store.get(&blob).await, Err(BlobError::Missing(_))));
    }
    let bucket = bucket.lock().unwrap();
    assert_eq!((bucket.objects.len(), bucket.uploads.len(), bucket.strange), (0, 0, 0));
}

#[actix_web::test]
async fn an_upload_that_breaks_off_leaves_nothing_in_a_bucket_and_orphans_are_found() {
    let (bucket, store) = stored_there();
    let parts = (0..3).map(|_| Ok::<_, BlobError>(actix_web::web::Bytes::from(vec![7; 6 << 20])));
    let broken = parts.chain([Err(BlobError::Cryptography)]);
    assert!(store.put_stream(futures_util::stream::iter(broken), u64::MAX).await.is_err());
    assert!(bucket.lock().unwrap().objects.is_empty() && bucket.lock().unwrap().uploads.is_empty());

    let (kept, orphan) = (store.put("one".into()).await.unwrap(), store.put("two".into()).await.unwrap());
    let known = async |_: &[Uuid]| Ok::<_, BlobError>(HashSet::from([kept.id]));
    let a_day_on = Utc::now() + TimeDelta::days(1);
    assert_eq!(store.orphans(a_day_on, known).await.unwrap(), [orphan.id]);
}

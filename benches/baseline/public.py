"""The same answer as a FastAPI service gives it that has the records in memory: a route that returns them, under uvicorn as it is run in
production (uvloop, httptools, no log of calls). usage: python public.py PORT FILE PATH"""

import hashlib
import json
import sys

import uvicorn
from fastapi import FastAPI, Request, Response

port, file, path = sys.argv[1:4]
with open(file, "rb") as kept:
    body = kept.read()
records = json.loads(body)
etag = f'"0-{hashlib.sha256(body).hexdigest()[:16]}"'
service = FastAPI()


@service.get(path.split("?")[0])
async def read(request: Request, answer: Response):
    if request.headers.get("if-none-match") == etag:
        return Response(status_code=304, headers={"ETag": etag})
    answer.headers["ETag"] = etag
    answer.headers["Cache-Control"] = "public, max-age=60"
    return records


uvicorn.run(service, host="127.0.0.1", port=int(port), access_log=False, log_level="error")

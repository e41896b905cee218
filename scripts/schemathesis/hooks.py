"""Schemathesis signed in as one persona of the sandbox, calling the way a good client does.

MIGRATIE_PERSONA names the persona, MIGRATIE_URL the server, MIGRATIE_REACHED the file for the tally of answers.
What these hooks put into a generated call that is valid:
a fresh Idempotency-Key (an example's key would be spent after one call), the record's own ETag as If-Match, and ids of records
that exist in place of made-up ids. Calls with a planted fault, which test refusals, are left as they are.
"""

import atexit
import json
import os
import random
import re
import threading
import uuid
from collections import Counter, defaultdict
from pathlib import Path

import requests
import schemathesis
import yaml

URL = os.environ["MIGRATIE_URL"]
PERSONA = os.environ["MIGRATIE_PERSONA"]
ID = re.compile(r"^([a-z]{2,6})_[0-9a-hjkmnp-tv-z]{26}$")
KEY = re.compile(r"^[!-~]{8,128}$")
ETAG = re.compile(r'^"[^"]+"$')

known: dict[str, dict[str, None]] = defaultdict(dict)  # ids by prefix, in order of appearance
reached: dict[str, Counter] = defaultdict(Counter)
lock = threading.Lock()
session = requests.Session()


@schemathesis.auth(refresh_interval=120)
class Persona:
    """An access token of the persona; tokens live for minutes, so it is renewed."""

    def get(self, case, context):
        answer = session.post(f"{URL}/sandbox/sessions", json={"persona": PERSONA}, timeout=20)
        answer.raise_for_status()
        return answer.json()["accessToken"]

    def set(self, case, data, context):
        case.headers["Authorization"] = f"Bearer {data}"


def remember(value):
    """Keeps every id in an answer."""
    if isinstance(value, dict):
        for child in value.values():
            remember(child)
    elif isinstance(value, list):
        for child in value:
            remember(child)
    elif isinstance(value, str) and (found := ID.match(value)):
        ids = known[found[1]]
        ids[value] = None
        if len(ids) > 200:
            del ids[next(iter(ids))]


def existing(value):
    """A made-up id becomes one that exists, most of the time; anything else stays."""
    if isinstance(value, dict):
        return {name: existing(child) for name, child in value.items()}
    if isinstance(value, list):
        return [existing(child) for child in value]
    if isinstance(value, str) and (found := ID.match(value)):
        ids = known[found[1]]
        if ids and value not in ids and random.random() < 0.8:
            return random.choice(list(ids)[-20:])
    return value


def is_valid(case):
    """Was the whole call generated as a valid one? Calls with a planted fault are sent as they are."""
    return case.meta is None or all(part.mode.is_positive for part in (case.meta.generation, *case.meta.components.values()))


def record_address(case):
    """The nearest record on the path that can be read: of /a/{aId}/b the address of /a/{aId}."""
    raw = case.operation.schema.raw_schema
    steps = case.path.split("/")
    for end in range(len(steps), 0, -1):
        path = "/".join(steps[:end])
        if (path.endswith("}") or path.endswith("/current")) and "get" in raw["paths"].get(path, {}):
            return path.format_map(defaultdict(str, case.path_parameters or {}))
    return None


@schemathesis.hook
def before_call(context, case, kwargs):
    if not is_valid(case):
        return
    with lock:
        for name, value in list((case.path_parameters or {}).items()):
            if (chosen := existing(value)) != value:
                case.path_parameters[name] = chosen
        if isinstance(case.body, (dict, list)) and (chosen := existing(case.body)) != case.body:
            case.body = chosen
    headers = case.headers or {}
    if KEY.match(str(headers.get("Idempotency-Key", ""))):
        case.headers["Idempotency-Key"] = str(uuid.uuid4())
    if ETAG.match(str(headers.get("If-Match", ""))) and (address := record_address(case)):
        signed = {name: headers[name] for name in ("Authorization", "Legal-Basis", "Legal-Reason") if name in headers}
        answer = session.get(URL + requests.utils.requote_uri(address), headers=signed, timeout=20)
        if "ETag" in answer.headers:
            case.headers["If-Match"] = answer.headers["ETag"]


@schemathesis.hook
def after_call(context, case, response):
    name = (case.operation.definition.raw or {}).get("operationId", case.operation.label)
    with lock:
        reached[name][response.status_code] += 1
        if 200 <= response.status_code < 300 and "json" in str(response.headers.get("content-type", "")):
            try:
                remember(json.loads(response.content))
            except ValueError:
                pass  # the schema check will say so


# Faults that no schema can express (a check digit, an end before its start): a 400 that names only these is no finding.
RULES = yaml.safe_load((Path(__file__).parent / "rules.yaml").read_text(encoding="utf-8"))


@schemathesis.hook
def filter_failure(context, failure, case, response):
    if type(failure).__name__ != "RejectedPositiveData" or response.status_code != 400:
        return True
    if not is_valid(case):  # Schemathesis may call a case valid whose headers it marks as faulty itself
        return False
    try:
        problem = json.loads(response.content)
        found = [(violation.get("code"), violation.get("pointer", "")) for violation in problem.get("violations", [])]
    except (ValueError, AttributeError):
        return True
    if not found:
        return str(problem.get("type", "")).rsplit("/", 1)[-1] not in RULES["problems"]
    return not all(is_rule(code, pointer) for code, pointer in found)


def is_rule(code, pointer):
    """Does it name a rule of the field, not what the schema should have said?"""
    if code not in RULES["schema"]:
        return True
    places = (name.split("@", 1)[1] for name in RULES["rules"] if name.startswith(f"{code}@"))
    return any(re.search(rf"(^|/){re.escape(place)}(/|$)", pointer) for place in places)


@schemathesis.hook
def after_load_schema(context, schema):
    """Reads every list once, so that ids of records that exist are known from the start."""
    token = Persona().get(None, None)
    headers = {"Authorization": f"Bearer {token}", "Legal-Basis": os.environ.get("LEGAL_BASIS", "LAW-200-2010-EXAMINATION"), "Legal-Reason": "conformance"}
    for path, item in schema.raw_schema.get("paths", {}).items():
        if "get" in item and "{" not in path:
            answer = session.get(URL + path, headers=headers, timeout=20)
            if answer.ok and "json" in answer.headers.get("Content-Type", ""):
                remember(answer.json())


@atexit.register
def tally():
    target = Path(os.environ["MIGRATIE_REACHED"])
    target.parent.mkdir(parents=True, exist_ok=True)
    counts = {name: {str(status): count for status, count in sorted(statuses.items())} for name, statuses in sorted(reached.items())}
    target.write_text(json.dumps({"persona": PERSONA, "operations": counts}, indent=2) + "\n", encoding="utf-8")

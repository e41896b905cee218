"""Calls that journeys have prepared (prepare.sh): each would succeed as it stands, once."""

import base64
import json
import re
from collections import defaultdict
from pathlib import Path

from records import ID


class Call:
    def __init__(self, line):
        kept = self.kept = json.loads(line)
        self.operation = kept["operationId"]
        self.path = kept["path"]
        self.query = kept["query"]
        self.headers = kept["headers"]
        self.changes = kept["method"] != "GET"
        self.spent = kept.get("spent", False)
        # Whom the sandbox does not know, a journey has signed in itself: then it is their token.
        self.who = kept.get("persona") or self.headers.get("authorization")
        self.media_type = self.headers.get("content-type")
        self.sent = base64.b64decode(kept["body"])
        self.body = json.loads(self.sent) if self.sent and "json" in (self.media_type or "") else self.sent
        self.ids = {part for part in self.path.split("/") if ID.match(part)}

    def names(self, template):
        """What its address gives the variables of the path."""
        pattern = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]+)", re.escape(template))
        return re.fullmatch(pattern, self.path).groupdict()


class Prepared:
    def __init__(self, file):
        self.file = Path(file) if file else None
        lines = self.file.read_text(encoding="utf-8").splitlines() if file else []
        self.calls = [Call(line) for line in lines]
        self.by_operation = defaultdict(list)
        for call in self.calls:
            self.by_operation[call.operation].append(call)

    def of(self, operation):
        return self.by_operation[operation]

    def answered(self, operation, ids):
        """A change was made; the prepared calls that would make it on the same record are spent."""
        for call in self.of(operation):
            call.spent = call.spent or (call.changes and call.ids == set(ids))

    def reserved(self, operation):
        """Ids that the changes of other operations still wait for."""
        return {part for call in self.calls if call.changes and not call.spent and call.operation != operation for part in call.ids}

    def write(self):
        """Tells the next run what is spent."""
        if self.file:
            self.file.write_text("".join(json.dumps({**call.kept, "spent": call.spent}) + "\n" for call in self.calls), encoding="utf-8")

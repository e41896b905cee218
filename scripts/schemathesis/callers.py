"""Who calls: access tokens of the sandbox's personas, and of people whose sessions a journey began."""

import time

import requests

RENEW = 120  # seconds; tokens live for five minutes


class Callers:
    def __init__(self, url):
        self.url = url
        self.http = requests.Session()
        self.tokens = {}  # who: (token, when); who is a persona, or the header that a journey sent
        self.issued = set()  # every header that came from here

    def header(self, who):
        """The Authorization header of a persona, or of whoever once sent this one."""
        self._keep_alive()
        if who not in self.tokens:
            if who.startswith("Bearer "):
                self.tokens[who] = (who.removeprefix("Bearer "), float("-inf"))
                self._keep_alive()
            else:
                self._keep(who, self._answer("/sandbox/sessions", json={"persona": who}))
        # A journey's session that is over stays over.
        header = f"Bearer {self.tokens[who][0]}" if who in self.tokens else who
        self.issued.add(header)
        return header

    def refused(self, header):
        """The session of this header is over: the next call signs in anew."""
        self.tokens = {who: kept for who, kept in self.tokens.items() if f"Bearer {kept[0]}" != header}

    def account(self, who):
        """The account that they sign in to."""
        answer = self.http.get(f"{self.url}/api/v1/sessions/current", headers={"Authorization": self.header(who)}, timeout=20)
        return answer.json()["accountId"] if answer.ok else None

    def _keep_alive(self):
        for who, (token, since) in list(self.tokens.items()):
            if time.monotonic() - since > RENEW:
                try:
                    self._keep(who, self._answer("/api/v1/sessions/current/tokens", headers={"Authorization": f"Bearer {token}"}))
                except requests.HTTPError:
                    del self.tokens[who]

    def _keep(self, who, answer):
        self.tokens[who] = (answer["accessToken"], time.monotonic())

    def _answer(self, path, **call):
        answer = self.http.post(self.url + path, timeout=20, **call)
        answer.raise_for_status()
        return answer.json()

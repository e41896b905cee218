"""A mail server that asks who sends, after STARTTLS, and refuses mailboxes that it does not have: for smtp.rs.

Arguments: the port. In the working directory: certificate.pem, key.pem, letters/.
"""

import asyncio
import ssl
import sys

from aiosmtpd.handlers import Mailbox
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword


class Letters(Mailbox):
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("nobody@"):
            return "550 5.1.1 no such mailbox here"
        envelope.rcpt_tos.append(address)
        return "250 OK"


def known(server, session, envelope, mechanism, data):
    right = isinstance(data, LoginPassword) and (data.login, data.password) == (b"igm", b"parola")
    return AuthResult(success=right, handled=False)


def main():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain("certificate.pem", "key.pem")
    handler = Letters("letters")

    def each():
        return SMTP(handler, hostname="localhost", tls_context=context, require_starttls=True, authenticator=known, auth_required=True)

    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    loop.run_until_complete(loop.create_server(each, "localhost", int(sys.argv[1])))
    loop.run_forever()


main()

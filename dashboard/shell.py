"""What we change in the way Streamlit is served: the shell, the headers, the closed doors.

Streamlit has no setting for the page's language, its title before the first run or a content
security policy, so three small ASGI middlewares do it. They pass web sockets on untouched.
"""

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import streamlit
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

TITLE = "Pilotkollen"
NOSCRIPT = "Pilotkollen behöver JavaScript. Slå på det i webbläsaren och ladda om sidan."
FONT = "./app/static/fonts/SourceSans3-Regular.woff2"
SERVICES = ("/_stcore/", "/media/", "/component/", "/static/", "/app/static/")
CLOSED = ("/_stcore/metrics", "/_stcore/agent/")  # counts of sessions; a second way in

# Streamlit's shell as version 1.67 ships it: what is found, and what stands there instead.
# A pattern that no longer matches stops the start: better than a page in the wrong language.
_CHANGES = (
    (r'<html lang="en">', '<html lang="sv">'),
    (r"<title>Streamlit</title>", f"<title>{TITLE}</title>"),
    (r'href="\./static/media/SourceSansVF-Upright[^"]*\.woff2"', f'href="{FONT}"'),
    (r'href="\./favicon\.png"', 'href="./app/static/icon.svg" type="image/svg+xml"'),
    (
        # Where the server is; else Streamlit tries below the page's own address first (two 404s).
        r"window\.prerenderReady = false",
        "window.prerenderReady = false;"
        "window.__streamlit = {BACKEND_BASE_URL: new URL('.', location.href).href}",
    ),
    (r'(?s)<!--\s+Machine-readable.*?<link rel="service-desc"[^>]*/>', ""),
    (r"(?s)<noscript>.*?</noscript>", f"<noscript><p>{NOSCRIPT}</p></noscript>"),
    (
        r"</head>",
        '<link rel="stylesheet" href="./app/static/pk.css">'
        '<script defer src="./app/static/sv.js"></script></head>',
    ),
)


def installed_shell() -> str:
    """The HTML page that the installed Streamlit serves for every address."""
    path = Path(streamlit.__file__).parent / "static" / "index.html"
    return path.read_text(encoding="utf-8")


def our_shell(html: str) -> str:
    """Streamlit's page in Swedish, with our stylesheet and script."""
    for pattern, ours in _CHANGES:
        html, found = re.subn(pattern, ours, html, count=1)
        if not found:
            raise RuntimeError(f"Streamlit's shell has changed: nothing matches {pattern}")
    return html


def content_policy(html: str) -> str:
    """The content security policy that lets exactly this page work and nothing else."""
    inline = re.findall(r"(?s)<script>(.*?)</script>", html)
    hashes = " ".join(f"'sha256-{b64encode(sha256(s.encode()).digest()).decode()}'" for s in inline)
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' {hashes}".rstrip(),
            "style-src 'self' 'unsafe-inline'",  # Streamlit writes its styles into the page
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'self'",
        )
    )


class ClosedPaths:
    """Answers 404 where Streamlit offers more than a reader of pages needs."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and f"{scope['path'].rstrip('/')}/".startswith(CLOSED):
            await PlainTextResponse("Finns inte", status_code=404)(scope, receive, send)
            return
        await self.app(scope, receive, send)


class SwedishShell:
    """Serves our shell wherever Streamlit would serve its own, with headers for every answer.

    Whether an address is a page is Streamlit's to decide: its answer is awaited, and only a
    GET answered 200 with the shell gets our text.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        original = installed_shell()
        self.original_length = str(len(original.encode()))
        html = our_shell(original)
        self.body = html.encode()
        self.policy = content_policy(html)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        page = scope["method"] == "GET" and _may_be_shell(scope)
        replacing = False

        async def answer(message: Message) -> None:
            nonlocal replacing
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                replacing = page and self._is_shell(message["status"], headers)
                self._set_headers(headers, replacing=replacing)
            elif replacing:
                if not message.get("more_body", False):
                    await send({"type": "http.response.body", "body": self.body})
                return
            await send(message)

        await self.app(_as_first_request(scope) if page else scope, receive, answer)

    def _is_shell(self, status: int, headers: Headers) -> bool:
        """HTML as long as the installed shell, so not a page of our own."""
        return (
            status == 200
            and headers.get("content-type", "").startswith("text/html")
            and headers.get("content-length") == self.original_length
        )

    def _set_headers(self, headers: MutableHeaders, *, replacing: bool) -> None:
        headers["x-content-type-options"] = "nosniff"
        headers["referrer-policy"] = "same-origin"
        headers["content-security-policy"] = self.policy
        if replacing:
            headers["content-length"] = str(len(self.body))
            for name in ("etag", "last-modified"):  # they are those of Streamlit's own text
                if name in headers:
                    del headers[name]


class Compressed:
    """Compresses what Streamlit leaves as it is: its own scripts and the shell.

    Streamlit serves 3.9 MB at the first visit, expecting a proxy in front that compresses; a
    municipality's server may have none. Everything else (media, ranges, uploads) is left to
    Streamlit's own choice.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.gzip = GZipMiddleware(app, minimum_size=1000, compresslevel=5)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        compress = scope["type"] == "http" and (
            scope["path"].startswith("/static/") or _may_be_shell(scope)
        )
        await (self.gzip if compress else self.app)(scope, receive, send)


def _may_be_shell(scope: Scope) -> bool:
    """Every address that is not one of Streamlit's services may be answered with the shell."""
    return not scope["path"].startswith(SERVICES)


def _as_first_request(scope: Scope) -> Scope:
    """The request without what would be answered about, or done to, Streamlit's own text."""
    left_out = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range", b"if-range")
    headers = [(name, value) for name, value in scope["headers"] if name not in left_out]
    return {**scope, "headers": headers}

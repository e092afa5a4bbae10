"""The page of textual-serve, made to need no click and no other server.

Without this no key reaches the program before somebody has clicked into the page, the browser asks Google for a font,
and the ticket stays in the address bar and in the list of pages visited. No upstream issue was found. Where the page no
longer has what is looked for, it is served as textual-serve makes it: the Content-Security-Policy keeps the font out
even then.
"""

from __future__ import annotations

import re

import aiohttp_jinja2
from aiohttp import web
from jinja2 import FileSystemLoader
from textual_serve.server import Server

# Focuses the terminal as soon as the page has it. After "Restart" the page is loaded from the address shown.
SCRIPT = """<script>
new MutationObserver(() => document.querySelector(".xterm-helper-textarea")?.focus())
  .observe(document.body, {attributeFilter: ["class"]});
history.replaceState(null, "", "/");
</script>
"""
_LINK = re.compile(r"<link\b[^>]*>")


class TerminalPage:
    """Renders the page that holds the terminal, in an application whose routes are `websocket` and `static`."""

    def __init__(self, title: str) -> None:
        self._server = Server("", title=title)
        self.static_files = self._server.statics_path

    def set_up(self, app: web.Application) -> None:
        """Let an application find the template."""
        aiohttp_jinja2.setup(app, loader=FileSystemLoader(self._server.templates_path))

    async def render(self, request: web.Request) -> web.Response:
        """The page; its links use the address of the request, as only the browser knows how it reaches this server."""
        self._server.public_url = f"http://{request.host}"
        page = await self._server.handle_index(request)
        assert isinstance(page, web.Response)
        text = _LINK.sub(lambda link: "" if "fonts.googleapis.com" in link[0] else link[0], page.text or "")
        page.text = text.replace("</body>", f"{SCRIPT}</body>")
        return page

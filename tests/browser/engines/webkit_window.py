"""A window of WebKitGTK for WebKitWebDriver, run by Debian's Python: `webkit_window.py FOLDER`.

WebKit's own MiniBrowser would do, but that it keeps to itself what is in the console, is never as narrow as a phone,
and prints and goes dark only by hand. Here the console is printed, files come to FOLDER/downloads, and a page has
`webkit.messageHandlers.engine`, which takes "print" (what is on paper becomes FOLDER/printed.pdf), "dark" and "light"
(the system's theme).
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import Gtk, WebKit2  # noqa: E402 their versions are named before


class Main:
    """The window, and what is done in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.printing: Any = None  # held until it is done
        # Of a session that leaves nothing on disk WebKit prints no errors.
        kept = WebKit2.WebsiteDataManager(base_data_directory=f"{folder}/data", base_cache_directory=f"{folder}/cache")
        self.context = WebKit2.WebContext.new_with_website_data_manager(kept)
        self.context.set_automation_allowed(True)
        self.context.connect("automation-started", self.start)
        self.context.connect("download-started", lambda _, download: download.connect("decide-destination", self.place))

    def start(self, _: object, session: Any) -> None:
        """A driver has come."""
        session.connect("create-web-view", self.view)

    def view(self, _: object) -> Any:
        """The page's place in a new window."""
        settings = WebKit2.Settings(enable_write_console_messages_to_stdout=True)
        view = WebKit2.WebView(web_context=self.context, is_controlled_by_automation=True, settings=settings)
        messages = view.get_user_content_manager()
        messages.register_script_message_handler("engine")
        messages.connect("script-message-received::engine", self.told, view)
        window = Gtk.Window()
        window.add(view)
        window.show_all()
        view.load_uri("about:blank")
        return view

    def place(self, download: Any, name: str) -> bool:
        """Where a file goes."""
        download.set_destination((self.folder / "downloads" / name).as_uri())
        return True

    def told(self, _: object, message: Any, view: Any) -> None:
        """A page asks for paper or for a theme."""
        word = message.get_js_value().to_string()
        if word == "print":
            self.print_(view)
        else:
            Gtk.Settings.get_default().set_property("gtk-application-prefer-dark-theme", word == "dark")

    def print_(self, view: Any) -> None:
        """Print the page; the file has its name once it is whole."""
        target = self.folder / "printed"
        settings, sheet = Gtk.PrintSettings(), Gtk.PageSetup()
        settings.set_printer("Print to File")
        settings.set("output-file-format", "pdf")
        settings.set("output-uri", target.as_uri())
        sheet.set_paper_size(Gtk.PaperSize.new("iso_a4"))
        self.printing = WebKit2.PrintOperation.new(view)
        self.printing.set_print_settings(settings)
        self.printing.set_page_setup(sheet)
        self.printing.connect("finished", lambda _: target.rename(target.with_suffix(".pdf")))
        self.printing.print_()


Main(Path(sys.argv[1]))
Gtk.main()

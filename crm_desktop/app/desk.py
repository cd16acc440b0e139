"""Opens the desk of whoever signs in: ``crm-desktop`` without a command."""

from __future__ import annotations

import argparse
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from crm_desktop.app.pauses import keep_threads_lively
from crm_desktop.app.program import DeskPlace, Program
from crm_desktop.database.engine import Database
from crm_desktop.database.queries.staff import signed_in_staff
from crm_desktop.database.server_check import problem_of, server_state
from crm_desktop.log import start_logging
from crm_desktop.settings import DeskSettings, Settings, load_settings
from crm_desktop.ui.hand_over import desk_address
from crm_desktop.ui.shared.formats import Formats
from crm_desktop.ui.shared.theme import dress_plainly, put_on_style_sheet, wanted_colours
from crm_desktop.ui.single_instance import SingleInstance
from crm_desktop.ui.translations import install_translations


def main(words: list[str]) -> int:
    """Open the desk and return the exit code once it is closed.

    Raises:
        SettingsError, DatabaseUnreachable, SchemaMissing, StaffUnknown, …: it cannot be opened.
    """
    settings = _settings(words)
    start_logging(settings.log.level)
    application, formats = open_application(settings.desk)
    instance = SingleInstance(desk_address(settings.data_path))
    if not instance.begin():
        return 0
    with _database_address(settings) as dsn:
        program = open_program(dsn, settings.desk, formats)
        program.listen_to(instance)
        show_desk(application, program)
        try:
            return application.exec()
        finally:
            instance.close()
            program.close()


def open_application(desk: DeskSettings) -> tuple[QApplication, Formats]:
    """Return the Qt application in the wanted language and colours, `show_desk` adds the sheet."""
    keep_threads_lively()
    QApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    application = QApplication(["crm-desktop"])
    application.setApplicationName("CRM Desktop")
    application.setOrganizationName("CRM Desktop")
    language = install_translations(application, desk.language)
    dress_plainly(application, wanted_colours(application, desk.theme))
    return application, Formats(language)


def open_program(dsn: str, desk: DeskSettings, formats: Formats) -> Program:
    """Return the desk of whoever ``dsn`` signs in.

    Raises:
        DatabaseUnreachable, SignInRefused, SchemaMissing, SchemaTooNew, StaffUnknown: see there.
    """
    database = Database(dsn)
    with database.asking() as session:
        if problem := problem_of(server_state(session)):
            raise problem
        staff = signed_in_staff(session)
    return Program(database, DeskPlace(staff, desk.extension or staff.extension, formats))


def show_desk(application: QApplication, program: Program) -> None:
    """Dress the window that stands now, show it, watch for bugs and follow the calls.

    Ctrl+C in a terminal and the system's polite end close the desk as its own cross does.
    """
    put_on_style_sheet(application)
    program.errors.watch_for_bugs()
    for asked_to_end in (signal.SIGINT, signal.SIGTERM):
        signal.signal(asked_to_end, lambda *_: application.quit())
    program.start()


@contextmanager
def _database_address(settings: Settings) -> Iterator[str]:
    """Yield the address in the settings, else that of the embedded database, made ready."""
    if address := settings.database.address():
        yield address
        return
    from crm_desktop.app.own_server import own_address  # noqa: PLC0415 (a server elsewhere is faster)

    with own_address(settings.embedded_path, settings.desk.extension) as address:
        yield address


def _settings(words: list[str]) -> Settings:
    parser = argparse.ArgumentParser(prog="crm-desktop", description="Opens the desk.")
    parser.add_argument("--dsn", help="the PostgreSQL to use; give the password in PGPASSWORD")
    parser.add_argument("--extension", help="the telephone on this desk")
    parser.add_argument("--language", choices=("ja", "en"))
    parser.add_argument("--theme", choices=("system", "light", "dark"))
    given = {name: value for name, value in vars(parser.parse_args(words)).items() if value}
    settings = load_settings(os.environ)
    dsn = given.pop("dsn", settings.database.dsn)
    desk = replace(settings.desk, **given)
    return replace(settings, database=replace(settings.database, dsn=dsn), desk=desk)

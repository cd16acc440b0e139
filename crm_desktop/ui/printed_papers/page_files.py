"""The pages of a master: the first of them as a picture, and where new ones are handed in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QPixmap
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crm_desktop.ui.customer_card.paper_preview import Picture
from crm_desktop.ui.shared.filled import filled
from crm_desktop.ui.shared.labels import PlainLabel
from crm_desktop.ui.shared.one_line import one_line, shortened
from crm_desktop.ui.shared.tokens import SIZES

_WIDTH = 260
_LONGEST_NAMES = 300
_KINDS = "*.pdf *.jpg *.jpeg *.png *.tif *.tiff *.webp *.heic"


class PageFiles(QFrame):
    """Files are chosen or dropped here; they become the pages once the form is saved."""

    chosen = Signal(object)  # tuple[Path, …], in the order of the pages

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture = Picture(self)
        self.told = PlainLabel(look="small")
        self.told.setWordWrap(True)
        self.choose = QPushButton(self.tr("Choose files …"))
        self.forget = QPushButton(self.tr("Not these"))
        self.setFixedWidth(_WIDTH)
        self.setAcceptDrops(True)
        self._lay_out()
        self.choose.clicked.connect(self._ask)
        self.forget.clicked.connect(lambda: self.chosen.emit(()))
        self.show_files((), 0)
        self.show_picture(None)

    def show_files(self, files: Sequence[Path], page_count: int) -> None:
        """Say which files are to become the pages or, without any, how many pages there are."""
        self.forget.setVisible(bool(files))
        if files:
            names = shortened(one_line(", ".join(path.name for path in files)), _LONGEST_NAMES)
            self.told.setText(filled(self.tr("Become the pages when saved: %1"), names))
        elif page_count:
            self.told.setText(
                filled(self.tr("%1 pages. New files replace them all."), str(page_count))
            )
        else:
            self.told.setText(self.tr("No pages yet."))

    def show_picture(self, picture: QImage | None) -> None:
        """Show the first page."""
        shown = None if picture is None else QPixmap.fromImage(picture)
        self.picture.show_picture(shown, self.tr("Drop files here"))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files, and nothing else."""
        if _dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the files in the order of their names."""
        event.acceptProposedAction()
        self.chosen.emit(_dropped(event))

    def _ask(self) -> None:
        """Ask for files; the window goes on meanwhile."""
        dialog = QFileDialog(self, self.tr("Pages from files"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        kinds = self.tr("Papers")
        dialog.setNameFilter(f"{kinds} ({_KINDS})")
        dialog.filesSelected.connect(self._on_selected)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _on_selected(self, names: list[str]) -> None:
        self.chosen.emit(tuple(sorted(map(Path, names))))

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(SIZES.gap_small)
        buttons.addWidget(self.choose)
        buttons.addWidget(self.forget)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SIZES.gap_small)
        column.addWidget(self.picture, 1)
        column.addWidget(self.told)
        column.addLayout(buttons)


def _dropped(event: QDropEvent) -> tuple[Path, ...]:
    """Return the files of a drop, by name; none where it is anything else."""
    urls = event.mimeData().urls()
    files = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    return tuple(sorted(path for path in files if path.is_file()))

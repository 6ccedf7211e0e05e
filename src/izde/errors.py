"""Every error that a user can meet: one class each, with its exit code and a message that says the fix.

A message is one or two lines, names the file or the library it speaks of, and ends with what to do.
"""

from __future__ import annotations

import errno
import os
from enum import IntEnum

from izde.interface import _, ngettext


class ExitCode(IntEnum):
    """What the process returns to the shell."""

    DONE = 0
    NOTHING_FOUND = 1
    FINDINGS = 1
    USAGE = 2
    INPUT = 3
    LIBRARY = 4
    LOCKED = 5
    PARTIAL = 6
    INTERRUPTED = 130


class IzdeError(Exception):
    """Base of all errors that are shown to the user as one message, without a traceback."""

    exit_code: ExitCode = ExitCode.INPUT

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class InputError(IzdeError):
    """An input that cannot be used."""

    exit_code = ExitCode.INPUT


class LibraryError(IzdeError):
    """The library is missing, damaged or of another version."""

    exit_code = ExitCode.LIBRARY


class LockedError(IzdeError):
    """Another process is writing to the library."""

    exit_code = ExitCode.LOCKED


class UsageError(IzdeError):
    """The command line asks for something that it cannot mean."""

    exit_code = ExitCode.USAGE


class SeveralIssues(UsageError):
    """A format holds one issue, and the articles are of several."""

    def __init__(self, format_name: str, sources: list[str]) -> None:
        count, names = len(sources), ", ".join(sources[:3]) + ("…" if len(sources) > 3 else "")
        super().__init__(
            _(
                "--format {format_name} writes one issue, and these articles are of {count}: {names}\n"
                "Choose one with --issue SOURCE, or write a file for each article with --split."
            ).format(format_name=format_name, count=count, names=names)
        )


class UnknownId(IzdeError):
    """No article of the library has this id."""

    exit_code = ExitCode.NOTHING_FOUND

    def __init__(self, id: str) -> None:
        super().__init__(_("No article has the id '{id}'; 'izde search' prints the ids.").format(id=id))


class AmbiguousId(IzdeError):
    """More than one article's id begins so."""

    exit_code = ExitCode.USAGE

    def __init__(self, id: str, candidates: list[str]) -> None:
        names = ", ".join(candidates)
        super().__init__(
            _("'{id}' begins more than one id: {names}… Give more of it.").format(id=id, names=names)
        )


class OutputError(IzdeError):
    """A file cannot be written."""

    exit_code = ExitCode.INPUT


# The library ---------------------------------------------------------------------------------------------


class NoLibrary(LibraryError):
    """There is nothing at the library's path."""

    def __init__(self, path: object) -> None:
        super().__init__(_("There is no library at {path}; 'izde index PATH…' makes one.").format(path=path))


class NotALibrary(LibraryError):
    """The library's path is a file, or a folder of other things."""

    def __init__(self, path: object, what: str) -> None:
        super().__init__(
            _("{path} is {what}, not a library; name another folder with --library.").format(
                path=path, what=what
            )
        )


class LibraryVersion(LibraryError):
    """The library was made by a version of Izde whose format this one does not read."""

    def __init__(self, path: object, found: object, known: int) -> None:
        super().__init__(
            _(
                "The library at {path} has format {found}; this version of izde reads up to {known}. "
                "Upgrade izde, or name another folder with --library."
            ).format(path=path, found=found, known=known)
        )


class LibraryOutdated(LibraryError):
    """The library was made by an older version of Izde and has not been upgraded yet."""

    def __init__(self, path: object) -> None:
        super().__init__(
            _("The library at {path} was made by an older version of izde; 'izde index' upgrades it.").format(
                path=path
            )
        )


class UnknownEngine(LibraryError):
    """The library names an engine that this version of Izde does not have."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(
            _("There is no engine '{name}' in this version of izde; it has {known}.").format(
                name=name, known=", ".join(known)
            )
        )


class EngineMissing(LibraryError):
    """The package that an engine needs is not installed."""

    def __init__(self, name: str, package: str) -> None:
        super().__init__(
            _(
                "The engine '{name}' needs the package {package}: install it with 'pip install izde[{name}]'."
            ).format(name=name, package=package)
        )


class OtherEngine(UsageError):
    """A library is to be indexed with another engine than it has."""

    def __init__(self, path: object, has: str, wanted: str) -> None:
        super().__init__(
            _(
                "The library at {path} has the engine '{has}'.\n"
                "'izde move --engine {wanted}' builds it anew with the other one."
            ).format(path=path, has=has, wanted=wanted)
        )


class LibraryUnreadable(LibraryError):
    """The library is there, but the system does not let this user read it."""

    def __init__(self, path: object, reason: str) -> None:
        super().__init__(
            _(
                "The library at {path} cannot be read: {reason}. Ask its owner for permission,"
                " or name another one with --library."
            ).format(path=path, reason=reason)
        )


class LibraryDamaged(LibraryError):
    """A part of the library cannot be read; `what` says which."""

    def __init__(self, path: object, what: str) -> None:
        self.what = what
        super().__init__(
            _(
                "The library at {path} is damaged: {what}.\n"
                "Run 'izde doctor --repair' to rebuild it from what it keeps of each issue."
            ).format(path=path, what=what)
        )


class LibraryUnwritable(LibraryError):
    """The library cannot be written to: permissions, a read-only or a full disk."""

    def __init__(self, path: object, reason: str) -> None:
        super().__init__(
            _(
                "The library at {path} cannot be written: {reason}. What it held before is intact.\n"
                "Free space or give write permission, then run the same command again."
            ).format(path=path, reason=reason)
        )


class LibraryLocked(LockedError):
    """Another process holds the library's lock."""

    def __init__(self, path: object, holder: str) -> None:
        super().__init__(
            _(
                "The library at {path} is being written by {holder}.\n"
                "Try again when it has finished, or wait for it with --wait SECONDS."
            ).format(path=path, holder=holder)
        )


class ClusterError(LibraryError):
    """The cluster that a library is on does not do what it should: nothing is wrong with the library."""


class ClusterFailed(ClusterError):
    """It refuses a request; `reason` is in its words."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(
            _("The cluster at {url} cannot do this: {reason}. Ask who runs it.").format(
                url=url, reason=reason
            )
        )


class ClusterUnreachable(ClusterError):
    """No node of the cluster answers."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(
            _(
                "The cluster at {url} cannot be reached: {reason}.\n"
                "Check the network and that the cluster runs, then run the same command again."
            ).format(url=url, reason=reason)
        )


class ClusterUntrusted(ClusterError):
    """The cluster shows a certificate that is not trusted."""

    def __init__(self, url: str, reason: str, variable: str) -> None:
        super().__init__(
            _(
                "The cluster at {url} cannot be trusted: {reason}.\n"
                "If its certificate is your own, name the file of its authority in {variable}."
            ).format(url=url, reason=reason, variable=variable)
        )


class ClusterRefused(ClusterError):
    """The cluster does not know the user, or does not let the user do this."""

    def __init__(self, url: str, status: object, variables: tuple[str, str, str]) -> None:
        user, password, key = variables
        if status == 401:
            said = _("The cluster at {url} does not accept the user and password or the API key.")
        else:
            said = _("The cluster at {url} does not let this user do it.")
        fix = _("They are read from {user} and {password}, or {key}.")
        super().__init__(f"{said.format(url=url)}\n{fix.format(user=user, password=password, key=key)}")


class ClusterReadOnly(ClusterError):
    """The index can only be read: a disk of the cluster is full, or somebody has set it so."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(
            _(
                "The cluster at {url} takes nothing in: {reason}. What the library held before is intact.\n"
                "Have space made on its disks, or the block taken away; then run the same command again."
            ).format(url=url, reason=reason)
        )


class ClusterIncomplete(ClusterError):
    """A part of the index has no copy on any node that runs."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(
            _(
                "The cluster at {url} does not have the whole library at hand: {reason}.\n"
                "Start the nodes that are down, then run the same command again."
            ).format(url=url, reason=reason)
        )


class ClusterIndexMissing(ClusterError):
    """The cluster has no index of the name that the library keeps."""

    def __init__(self, url: str, name: str) -> None:
        super().__init__(
            _(
                "The cluster at {url} has no index {name} any more.\n"
                "Run 'izde doctor --repair' to build it anew from the cached records."
            ).format(url=url, name=name)
        )


class UnknownSource(IzdeError):
    """No source and no article of the library is called so."""

    exit_code = ExitCode.NOTHING_FOUND

    def __init__(self, name: str) -> None:
        super().__init__(
            _("The library holds no issue and no article '{name}'; 'izde issues' lists the issues.").format(
                name=name
            )
        )


class SourceChanging(InputError):
    """The file changed while it was read."""

    def __init__(self, path: object) -> None:
        super().__init__(
            _("{path} changed while it was being read; run the same command again.").format(path=path)
        )


class ExtractionStopped(InputError):
    """Reading one file took the process that read it down, or took longer than it may."""

    def __init__(self, path: object, reason: str) -> None:
        super().__init__(
            _("{path} could not be read: {reason}. 'izde extract' on this file alone shows more.").format(
                path=path, reason=reason
            )
        )


class InputMissing(InputError):
    """There is no file or folder at the path."""

    def __init__(self, path: object) -> None:
        super().__init__(_("There is no file or folder at {path}; check the path.").format(path=path))


class InputUnreadable(InputError):
    """The file is there, but the system does not let it be read, or it is none that could be."""

    def __init__(self, path: object, reason: str) -> None:
        if reason == os.strerror(errno.EACCES):
            said = _("{path} cannot be read: {reason}. Check the permissions of the file.")
        else:
            said = _("{path} cannot be read: {reason}.")
        super().__init__(said.format(path=path, reason=reason))


class InputIsFolder(InputError):
    """A folder where a file is wanted."""

    def __init__(self, path: object) -> None:
        super().__init__(
            _(
                "{path} is a folder; name a file in it. 'izde index' takes a whole folder into the library."
            ).format(path=path)
        )


class NoIssues(InputError):
    """A folder without a file that can be an issue."""

    def __init__(self, path: object) -> None:
        super().__init__(
            _("{path} holds no issues; an issue is a .pdf, .docx, .txt, .jsonl or .json file.").format(
                path=path
            )
        )


class FolderEmptied(InputError):
    """A folder from which the library has several issues holds nothing at all any more."""

    def __init__(self, path: object, count: int) -> None:
        said = ngettext(
            "{path} is empty, but the library has {count} issue from it: is its disk mounted?\n"
            "Nothing was taken out; 'izde remove' takes out what is named.",
            "{path} is empty, but the library has {count} issues from it: is its disk mounted?\n"
            "Nothing was taken out; 'izde remove' takes out what is named.",
            count,
        )
        super().__init__(said.format(path=path, count=count))


class EmptyInput(InputError):
    """A file without any text."""

    def __init__(self, path: object) -> None:
        super().__init__(_("{path} is empty; download or export the issue again.").format(path=path))


class BinaryInput(InputError):
    """A file that is not text, whatever its name says."""

    def __init__(self, path: object, kind: str | None = None) -> None:
        found = _("it looks like {kind}").format(kind=_(kind)) if kind else _("it is binary data")
        super().__init__(
            _(
                "{path} is not a text, PDF, Word or JSON Lines file: {found}. Give the issue as PDF or text."
            ).format(path=path, found=found)
        )


class UndecodableInput(InputError):
    """A text in no encoding that is known here. `offset` counts bytes from the start of the file."""

    def __init__(self, path: object, offset: int) -> None:
        self.offset = offset
        super().__init__(
            _(
                "{path} cannot be decoded: the byte at offset {offset} fits no known encoding. Save "
                "the text as UTF-8."
            ).format(path=path, offset=offset)
        )


class BadRecords(InputError):
    """A JSON or JSON Lines file that does not hold article records."""

    def __init__(self, path: object, line: int | None, reason: str) -> None:
        place = _("{path}, line {line},").format(path=path, line=line) if line else f"{path}"
        super().__init__(
            _("{place} does not hold article records: {reason}. See 'izde extract --format jsonl'.").format(
                place=place, reason=reason
            )
        )


class NoArticles(InputError):
    """A file that was read, but in which no article can be recognised."""

    def __init__(self, path: object) -> None:
        super().__init__(
            _(
                "No article can be recognised in {path}; nothing of it is indexed.\n"
                "Check that the file is a journal issue; articles of other layouts can be given as "
                "JSON Lines records."
            ).format(path=path)
        )


# PDFs ----------------------------------------------------------------------------------------------------


class NotPdf(InputError):
    """A file that is called a PDF and is none."""

    def __init__(self, path: object) -> None:
        super().__init__(
            _("{path} is not a PDF, whatever its name says; download or export the issue again.").format(
                path=path
            )
        )


class PdfEncrypted(InputError):
    """A PDF that opens only with a password."""

    def __init__(self, path: object) -> None:
        super().__init__(
            _(
                "{path} is encrypted and needs a password. Remove it, and give the copy:\n"
                "qpdf --password=PASSWORD --decrypt IN.pdf OUT.pdf"
            ).format(path=path)
        )


class PdfDamaged(InputError):
    """A PDF that cannot be opened, or of which no page can be read."""

    def __init__(self, path: object, reason: str) -> None:
        super().__init__(
            _(
                "{path} is damaged or incomplete: {reason}.\n"
                "Download it again, or try to repair it: qpdf IN.pdf OUT.pdf"
            ).format(path=path, reason=reason)
        )


class PdfTooLarge(InputError):
    """A PDF whose parts need more memory than one file may take."""

    def __init__(self, path: object, megabytes: int) -> None:
        super().__init__(
            _(
                "{path} cannot be read within {megabytes} MB of memory; it may be damaged.\n"
                "Try to repair it, or split it: qpdf IN.pdf --pages . 1-100 -- OUT.pdf"
            ).format(path=path, megabytes=megabytes)
        )


class PdfScanned(InputError):
    """A PDF of page images without a text layer."""

    def __init__(self, path: object, languages: str) -> None:
        super().__init__(
            _(
                "{path} is a scan: images of pages, no text. Recognise the text first, or use --ocr:\n"
                "ocrmypdf -l {languages} IN.pdf OUT.pdf"
            ).format(path=path, languages=languages)
        )


class PdfWithoutText(InputError):
    """A PDF whose pages are empty."""

    def __init__(self, path: object, pages: int) -> None:
        super().__init__(
            ngettext(
                "{path} holds no text on its {pages} page; export the issue again.",
                "{path} holds no text on its {pages} pages; export the issue again.",
                pages,
            ).format(path=path, pages=pages)
        )


class PdfUnmapped(InputError):
    """A PDF whose fonts do not say which letters their glyphs are, so that it reads as `(cid:20)(cid:21)`."""

    def __init__(self, path: object, share: float) -> None:
        super().__init__(
            _(
                "{path} does not say what its letters are: {share:.0%} have no Unicode value "
                "(cid:…).\n"
                "Export it anew with embedded fonts, or: ocrmypdf --force-ocr -l kaz+rus+eng IN.pdf "
                "OUT.pdf"
            ).format(path=path, share=share)
        )


class ExtraMissing(UsageError):
    """A command needs packages that are installed with one of Izde's extras."""

    def __init__(self, command: str, extra: str) -> None:
        problem = _("{command} needs the extra '{extra}': pip install 'izde[{extra}]'")
        super().__init__(problem.format(command=command, extra=extra))


class AddressUnusable(UsageError):
    """The server cannot listen where it was told to."""

    def __init__(self, host: str, port: int, reason: str) -> None:
        problem = _("Nothing can listen on {host}, port {port} ({reason}). Name another --port or --host.")
        super().__init__(problem.format(host=host, port=port, reason=reason))


class OcrMissing(InputError):
    """Recognition was asked for, and ocrmypdf is not installed."""

    def __init__(self, path: object, languages: str) -> None:
        super().__init__(
            _(
                "{path} is a scan, and ocrmypdf, which --ocr uses, is not installed. Install it "
                "(with the tesseract languages {languages}), or give a PDF with text."
            ).format(path=path, languages=languages.replace("+", ", "))
        )


class PdfiumMissing(InputError):
    """pdfium was asked for, and is not installed."""

    def __init__(self, path: object) -> None:
        super().__init__(
            _(
                "{path} was to be read with pdfium, which is not installed: pip install 'izde[fast]', "
                "or leave --reader out."
            ).format(path=path)
        )


class OcrFailed(InputError):
    """ocrmypdf could not recognise a scan."""

    def __init__(self, path: object, said: str) -> None:
        super().__init__(
            _("ocrmypdf could not recognise {path}: {said}. Run it by hand, and give its output.").format(
                path=path, said=said
            )
        )


# Word files ----------------------------------------------------------------------------------------------


class WordMissing(InputError):
    """A Word file, and python-docx is not installed."""

    def __init__(self, path: object) -> None:
        super().__init__(
            _(
                "{path} is a Word file, and python-docx, which reads such, is not installed: "
                "pip install 'izde[docx]'"
            ).format(path=path)
        )


class WordEncrypted(InputError):
    """A Word file that opens only with a password."""

    def __init__(self, path: object) -> None:
        super().__init__(
            _(
                "{path} is protected by a password. Open it in Word or LibreOffice, and save it "
                "without one (File, Info, Protect Document)."
            ).format(path=path)
        )


class OldWord(InputError):
    """A file of the Word before 2007."""

    def __init__(self, path: object) -> None:
        super().__init__(
            _(
                "{path} is a Word file of the old kind (.doc). Save it as .docx in Word or LibreOffice, "
                "or: soffice --convert-to docx FILE.doc"
            ).format(path=path)
        )


class WordDamaged(InputError):
    """A Word file that cannot be opened."""

    def __init__(self, path: object, reason: str) -> None:
        super().__init__(
            _(
                "{path} is damaged or incomplete: {reason}.\n"
                "Open it in Word or LibreOffice, which may repair it, and save a copy."
            ).format(path=path, reason=reason)
        )


class WordTooLarge(InputError):
    """A Word file that would unpack to more than one file may take."""

    def __init__(self, path: object, megabytes: int) -> None:
        super().__init__(
            _(
                "{path} unpacks to {megabytes} MB, more than a journal issue holds; it may be damaged.\n"
                "Save a copy without its pictures, or split it."
            ).format(path=path, megabytes=megabytes)
        )

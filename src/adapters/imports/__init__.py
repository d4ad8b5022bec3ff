"""Data that comes from outside: cities of the world, lists of apartments."""

from adapters.imports.cities import Gazetteer, gazetteer
from adapters.imports.problems import Code, FileCode, FileProblemError, ImportReport, Note, Outcome, Problem, RowResult
from adapters.imports.run import Importer, ImportOptions, import_file
from adapters.imports.texts import say_file_problem, say_missing, say_note, say_problem

__all__ = [
    "Code",
    "FileCode",
    "FileProblemError",
    "Gazetteer",
    "ImportOptions",
    "ImportReport",
    "Importer",
    "Note",
    "Outcome",
    "Problem",
    "RowResult",
    "gazetteer",
    "import_file",
    "say_file_problem",
    "say_missing",
    "say_note",
    "say_problem",
]

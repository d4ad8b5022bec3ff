"""Data that comes from outside: cities of the world, metro stations, lists of apartments."""

from adapters.imports.cities import Gazetteer, gazetteer
from adapters.imports.problems import Code, FileCode, FileProblemError, ImportReport, Note, Outcome, Problem, RowResult
from adapters.imports.run import Importer, ImportOptions, import_file
from adapters.imports.stations import BadStation, Station, StationFile, read_stations, well_known_stations
from adapters.imports.texts import say_file_problem, say_missing, say_note, say_problem

__all__ = [
    "BadStation",
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
    "Station",
    "StationFile",
    "gazetteer",
    "import_file",
    "read_stations",
    "say_file_problem",
    "say_missing",
    "say_note",
    "say_problem",
    "well_known_stations",
]

"""How an import's findings are said."""

from collections.abc import Mapping

from adapters.imports.problems import Code, FileCode, FileProblemError, Note, Problem
from rental_core.accounts.person import Language
from rental_core.apartments.apartment import Missing

RU, EN = Language.RUSSIAN, Language.ENGLISH

# What is wrong, and what to do. {value} is the cell, {detail} what the code adds, {line} a line of the file.
CODES: Mapping[Code, tuple[str, str]] = {
    Code.REQUIRED: ("значения нет: заполните", "is empty: fill it in"),
    Code.NOT_A_NUMBER: ("«{value}» — не целое число: напишите цифрами", "“{value}” is not a number: write it in digits"),
    Code.OUT_OF_RANGE: ("«{value}» вне пределов {detail}: исправьте", "“{value}” is outside {detail}: correct it"),
    Code.NOT_A_PRICE: (
        "«{value}» — не цена больше нуля: напишите, например, 3500 или 3500,50",
        "“{value}” is not a price above zero: write for example 3500 or 3500.50",
    ),
    Code.NOT_A_TIME: ("«{value}» — не время: напишите, например, 14:00", "“{value}” is not a time: write for example 14:00"),
    Code.NOT_A_CHOICE: ("«{value}» не подходит: выберите из {detail}", "“{value}” is not known: choose of {detail}"),
    Code.NOT_A_CURRENCY: ("«{value}» — не валюта: напишите код, например RUB", "“{value}” is no currency: write a code such as RUB"),
    Code.OTHER_CURRENCY: (
        "«{value}» — не в валюте города: пересчитайте в {detail}",
        "“{value}” is not in the currency of the city: convert it to {detail}",
    ),
    Code.UNKNOWN_CITY: (
        "города «{value}» нет в справочнике: проверьте написание, добавьте страну или координаты (lat, lon)",
        "no city “{value}” is known: check the spelling, add a country or coordinates (lat, lon)",
    ),
    Code.UNKNOWN_COUNTRY: ("страны «{value}» нет: напишите код, например RU", "no country “{value}” is known: write a code such as RU"),
    Code.FORMULA: (
        "«{value}» похоже на формулу: сохраните значение, а не формулу",
        "“{value}” looks like a formula: save its value instead",
    ),
    Code.TOO_LONG: ("длиннее {detail} знаков: сократите", "is longer than {detail} characters: shorten it"),
    Code.TOO_MANY_CELLS: (
        "в строке больше ячеек, чем в заголовке: возьмите текст с разделителями в кавычки",
        "the row has more cells than the header: put text with delimiters into quotes",
    ),
    Code.DUPLICATE_ID: (
        "«{value}» уже есть в строке {detail}: у каждой квартиры свой id",
        "“{value}” is in row {detail} already: ids are unique",
    ),
    Code.NO_LANDLORD: (
        "не сказано, чья квартира: заполните или укажите --landlord",
        "nobody is named as the landlord: fill it in or give --landlord",
    ),
    Code.LANDLORD_BLOCKED: ("арендодатель {value} заблокирован: снимите блокировку", "landlord {value} is blocked: unblock them first"),
    Code.PHOTO_NOT_FOUND: ("файла «{value}» нет: путь считается от папки таблицы", "no file “{value}”: paths start at the table's folder"),
    Code.PHOTO_NOT_A_PICTURE: (
        "«{value}» — не JPEG, PNG или WebP до 10 МБ: замените",
        "“{value}” is not a JPEG, PNG or WebP of at most 10 MB: replace it",
    ),
    Code.PHOTO_IS_A_LINK: (
        "«{value}» — ссылка: скачайте файл и укажите его путь",
        "“{value}” is a link: download the file and give its path",
    ),
    Code.TOO_MANY_PHOTOS: (
        "{value} фото, можно не больше {detail}: уберите лишние",
        "{value} photos, at most {detail} can be kept: remove some",
    ),
}
FILE_CODES: Mapping[FileCode, tuple[str, str]] = {
    FileCode.CANNOT_OPEN: ("файл не открывается: {detail}", "the file cannot be opened: {detail}"),
    FileCode.EMPTY: ("файл пуст: первой строкой должны быть названия столбцов", "the file is empty: its first line must name the columns"),
    FileCode.ENCODING: (
        "строка {line} не читается в кодировке {detail}: сохраните файл в UTF-8 или укажите --encoding (из Excel — cp1251)",
        "line {line} cannot be read as {detail}: save the file as UTF-8 or give --encoding (cp1251 for Russian Excel)",
    ),
    FileCode.NOT_TEXT: (
        "это не текстовая таблица {detail}: сохраните её как «CSV UTF-8»",
        "this is not a text table {detail}: save it as “CSV UTF-8”",
    ),
    FileCode.BROKEN_ARCHIVE: ("архив gzip повреждён: скачайте файл заново", "the gzip archive is damaged: fetch the file again"),
    FileCode.BROKEN_QUOTES: (
        "строка {line}: кавычки не закрыты или стоят внутри ячейки ({detail}): удвойте кавычки внутри текста",
        "line {line}: quotes are not closed or stand inside a cell ({detail}): double the quotes inside text",
    ),
    FileCode.HUGE_CELL: (
        "строка {line}: ячейка больше 200 000 знаков; скорее всего, не закрыта кавычка",
        "line {line}: a cell has more than 200,000 characters; most likely a quote is not closed",
    ),
    FileCode.NO_HEADER: (
        "в первой строке нет знакомых столбцов ({detail}): назовите их, как в docs/import.md",
        "the first line names no column we know ({detail}): name them as docs/import.md does",
    ),
    FileCode.MISSING_COLUMNS: ("нет обязательных столбцов: {detail}", "required columns are missing: {detail}"),
    FileCode.COLUMN_TWICE: ("столбец {detail} встречается дважды: оставьте один", "column {detail} is there twice: keep one"),
    FileCode.BAD_DEFAULT: (
        "--default {detail}: напишите столбец=значение, столбцы — в docs/import.md",
        "--default {detail}: write column=value, the columns are in docs/import.md",
    ),
}
NOTES: Mapping[Note, tuple[str, str]] = {
    Note.ADDRESS_FROM_COORDINATES: ("вместо дома — координаты", "coordinates stand for the house"),
    Note.ADDRESS_FROM_NAME: ("вместо дома — название объекта", "the name of the property stands for the house"),
    Note.POINT_FROM_CITY: ("без координат: на карте — центр города", "no coordinates: the city centre on the map"),
    Note.CITY_FROM_COORDINATES: ("город найден по координатам", "the city was found by coordinates"),
    Note.DRAWN_PHOTOS: ("нарисованные фото", "drawn photos"),
    Note.UNKNOWN_AMENITIES: ("часть удобств не из нашего списка", "some amenities are not on our list"),
}
MISSING: Mapping[Missing, tuple[str, str]] = {
    Missing.ADDRESS: ("улицы и дома", "street and house"),
    Missing.PHOTO: ("фото", "a photo"),
    Missing.PRICE: ("цены", "a price"),
    Missing.ROOMS: ("числа комнат", "the number of rooms"),
    Missing.TITLE: ("названия", "a name"),
}


def _in(said: tuple[str, str], language: Language) -> str:
    return said[0] if language is RU else said[1]


def say_problem(problem: Problem, language: Language) -> str:
    """Which cell, what is wrong, what to do."""
    text = _in(CODES[problem.code], language).format(value=problem.value, detail=problem.detail)
    return f"{problem.column}: {text}" if problem.column else text


def say_file_problem(error: FileProblemError, language: Language) -> str:
    """Why nothing of a file was imported, and what to do."""
    return _in(FILE_CODES[error.code], language).format(line=error.line, detail=error.detail)


def say_note(note: Note, language: Language) -> str:
    """What was decided for the landlord."""
    return _in(NOTES[note], language)


def say_missing(missing: Missing, language: Language) -> str:
    """What a draft lacks."""
    return _in(MISSING[missing], language)

"""What people write: landlords in adverts and decisions, renters in requests."""

from random import Random

from attrs import frozen

from adapters.postgres.sample.places import Season
from rental_core.apartments.amenity import Amenity
from rental_core.bookings.booking import Why

SIZES = {1: ("Студия", "Однокомнатная квартира", "Однушка"), 2: ("Двухкомнатная квартира", "Двушка", "Семейная двухкомнатная")}
LARGE = {3: ("Трёхкомнатная квартира", "Просторная трёшка"), 4: ("Четырёхкомнатная квартира", "Большая квартира")}
QUALITIES = ("Уютная", "Светлая", "Стильная", "Тихая", "Новая", "Чистая", "Просторная", "Современная", "Солнечная", "Тёплая")
MASCULINE = ("Уютный", "Светлый", "Стильный", "Тихий", "Новый", "Современный", "Солнечный")
NEAR = {
    Season.SEA: ("у моря", "рядом с пляжем", "в пяти минутах от моря", "с видом на море", "у набережной", "в двух шагах от пляжа"),
    Season.MOUNTAINS: ("с видом на горы", "у подъёмника", "рядом с курортным парком", "у терренкура", "с видом на хребет"),
    Season.TOWN: ("в центре", "у метро", "рядом с парком", "с видом на город", "в тихом дворе", "у вокзала", "в историческом центре"),
}
TOWN_WITHOUT_METRO = tuple(near for near in NEAR[Season.TOWN] if near != "у метро")
METRO = frozenset({"Москва", "Санкт-Петербург", "Казань", "Нижний Новгород", "Екатеринбург", "Новосибирск", "Самара"})
OPENINGS = (
    "Сдаём квартиру для отдыха и командировок.",
    "Квартира после ремонта, всё новое.",
    "Здесь хорошо вдвоём и с семьёй.",
    "Тихо, чисто и всё под рукой.",
    "Мы сами здесь жили и всё сделали для себя.",
    "Квартира ждёт гостей круглый год.",
    "Уютное место, куда хочется возвращаться.",
    "Принимаем гостей с любовью уже несколько лет.",
)
BEDS = {
    1: (
        "Большая двуспальная кровать и раскладной диван.",
        "Двуспальная кровать, ортопедический матрас.",
        "Удобный диван-кровать и свежее бельё.",
    ),
    2: ("Спальня с двуспальной кроватью и гостиная с диваном.", "Две изолированные комнаты, в каждой удобное спальное место."),
    3: ("Две спальни и общая гостиная.", "Три отдельные комнаты: поместится большая семья."),
    4: ("Три спальни и большая гостиная, два санузла.", "Четыре комнаты: хватит места двум семьям."),
}
OFFERS = {
    Amenity.WIFI: ("Быстрый Wi-Fi.", "Интернет 100 Мбит/с."),
    Amenity.WASHING_MACHINE: ("Есть стиральная машина и утюг.", "Стиральная машина, сушилка для белья."),
    Amenity.AIR_CONDITIONING: ("Летом спасает кондиционер.", "Кондиционер в комнате."),
    Amenity.PARKING: ("Бесплатная парковка во дворе.", "Есть место для машины."),
    Amenity.BALCONY: ("На балконе столик и два кресла.", "Балкон, где приятно пить кофе."),
    Amenity.WORKSPACE: ("Рабочий стол у окна.", "Удобно работать: стол, кресло, тишина."),
    Amenity.DISHWASHER: ("На кухне посудомоечная машина.",),
    Amenity.PETS: ("Можно с небольшими питомцами.", "Мы любим животных — приезжайте вместе."),
    Amenity.CRIB: ("Поставим детскую кроватку.",),
    Amenity.SELF_CHECK_IN: ("Заселение без встречи, в любое время.", "Ключи в сейфе у двери: заезжайте, когда удобно."),
}
AROUND = {
    Season.SEA: (
        "До пляжа пять-десять минут пешком.",
        "Рядом набережная, кафе и рынок с фруктами.",
        "Утром слышно море, вечером — цикад.",
        "До аквапарка и дельфинария рукой подать.",
    ),
    Season.MOUNTAINS: (
        "Подъёмник и прокат рядом.",
        "Вокруг сосны и чистый воздух.",
        "До нарзанной галереи пятнадцать минут неспешным шагом.",
        "Тропы начинаются прямо за домом.",
    ),
    Season.TOWN: (
        "Магазины, аптека и остановка у дома.",
        "До центра двадцать минут пешком.",
        "Рядом парк, где хорошо бегать по утрам.",
        "Вокруг кафе, пекарня и супермаркет.",
        "До вокзала десять минут на автобусе.",
    ),
}
RULES = (
    "Просим не шуметь после 22:00.",
    "Не курим, обувь снимаем.",
    "Тишину соседей бережём.",
    "Документы для отчёта выдадим.",
    "По всем вопросам мы на связи.",
    "Чай, кофе и сахар — от нас.",
)
INSTRUCTIONS = (
    "Код домофона {code}. Ключи в сейфе справа от двери, код сейфа пришлём в день заезда.",
    "Встретим у подъезда. Позвоните за полчаса до приезда.",
    "Ключи у консьержа: назовите номер квартиры и имя.",
    "Подъезд {entrance}, этаж {floor}. Ключ в ящике с кодовым замком, код {code}.",
)

# What landlords ask of guests.
HOUSE_RULES = (
    "Тишина с 23:00 до 8:00: стены тонкие, соседи хорошие.",
    "После десяти вечера, пожалуйста, потише.",
    "Вечеринки и большие компании — не к нам.",
    "В квартире разуваемся.",
    "Гостей больше, чем в заявке, не приглашайте: мы рады тем, кого ждём.",
    "Мусор выносите, пожалуйста, в день отъезда.",
    "Уходя, закройте окна и выключите свет.",
    "Что-то сломалось — просто скажите, не ругаемся.",
    "Берём возвратный залог 3000 ₽ при заселении.",
    "Паспорт попросим показать при заселении.",
    "Ключи стоят дорого: не теряйте, пожалуйста.",
)
NO_SMOKING = ("Не курим: ни в комнатах, ни на балконе.", "Курить можно только на улице.")
SMOKING = ("Курить можно на балконе.", "Курящим — открытое окно и пепельница.")
NO_PETS = ("С животными, к сожалению, не заселяем.", "Без питомцев: у следующих гостей может быть аллергия.")
PETS = ("С питомцами можно, но не оставляйте их одних.", "Собакам рады; уборка после них — с хозяина.")

LANDLORDS_SAY = ((Why.NOT_AVAILABLE, ""), (Why.HOUSE_RULES, ""), (Why.REPAIRS, "Меняем окна"), (Why.OTHER, "Приезжают родственники"))
MESSAGES = (
    "Здравствуйте! Приедем вдвоём, будем благодарны за ранний заезд.",
    "Добрый день! Едем в командировку, нужны документы.",
    "С нами ребёнок пяти лет, можно детскую кроватку?",
    "Поезд приходит поздно вечером, заедем около 23:00.",
    "Можно ли оставить машину во дворе?",
    "Едем с маленькой собакой, она очень тихая.",
    "Хотим отметить годовщину, квартира очень понравилась!",
)
COMMENTS = ("Живём сами", "Ремонт", "Сдано через знакомых", "Генеральная уборка", "Приедут родители", "")


@frozen(kw_only=True)
class Subject:
    """What an advert is about."""

    city: str
    season: Season
    rooms: int
    floor: int
    amenities: frozenset[Amenity]


def title(random: Random, about: Subject) -> str:
    """ "Светлая студия у моря"."""
    size = random.choice((SIZES | LARGE)[min(about.rooms, 4)])
    places = NEAR[about.season]
    if about.season is Season.TOWN and about.city not in METRO:
        places = TOWN_WITHOUT_METRO
    near = random.choice(places)
    style = random.random()
    if style < 0.45 and " " not in size:
        return f"{random.choice(QUALITIES)} {size.lower()} {near}"
    if style < 0.6 and about.rooms == 1:
        return f"{random.choice(MASCULINE)} уголок {near}"
    return f"{size} {near}"


def description(random: Random, about: Subject) -> str:
    """Four to seven sentences that agree with the amenities."""
    offered = [random.choice(OFFERS[amenity]) for amenity in OFFERS if amenity in about.amenities]
    random.shuffle(offered)
    parts = [
        random.choice(OPENINGS),
        random.choice(BEDS[min(about.rooms, 4)]),
        *offered[: random.randint(1, 3)],
        random.choice(AROUND[about.season]),
    ]
    if random.random() < 0.55:
        parts.append(random.choice(RULES))
    return " ".join(parts)


def house_rules(random: Random, about: Subject) -> str:
    """Nothing, or two to five sentences that agree with the amenities, a line each."""
    if random.random() < 0.12:
        return ""
    smoking = random.choice(SMOKING if Amenity.SMOKING in about.amenities else NO_SMOKING)
    pets = random.choice(PETS if Amenity.PETS in about.amenities else NO_PETS)
    said = [smoking, *random.sample(HOUSE_RULES, k=random.randint(1, 3))]
    return "\n".join([*said, pets] if random.random() < 0.7 else said)


def instructions(random: Random, about: Subject) -> str:
    text = random.choice(INSTRUCTIONS)
    return text.format(code=random.randint(10, 9999), entrance=random.randint(1, 6), floor=about.floor)

"""Names of people who do not exist."""

from random import Random


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


RUSSIAN_MEN = _words(
    """
    Александр Дмитрий Максим Сергей Андрей Алексей Артём Илья Кирилл Михаил Никита Матвей Роман Егор Арсений Иван Денис Евгений
    Даниил Тимофей Владислав Игорь Владимир Павел Руслан Марк Константин Тимур Олег Ярослав Антон Николай Глеб Степан Фёдор Виктор
    Юрий Вадим
    """
)
RUSSIAN_WOMEN = _words(
    """
    Анна Мария Елена Ольга Наталья Екатерина Татьяна Анастасия Ирина Светлана Юлия Дарья Виктория Ксения Полина Алина Марина Людмила
    Валентина Галина Евгения Вера Надежда Любовь Кристина Маргарита Алёна Софья Варвара Арина Оксана Диана Лариса Инна Яна Жанна
    Нина
    """
)
# The masculine form; women's end in -а, or -ая after -ий and -ый.
SURNAMES = _words(
    """
    Иванов Смирнов Кузнецов Попов Васильев Петров Соколов Михайлов Новиков Фёдоров Морозов Волков Алексеев Лебедев Семёнов Егоров
    Павлов Козлов Степанов Николаев Орлов Андреев Макаров Никитин Захаров Зайцев Соловьёв Борисов Яковлев Григорьев Романов Воробьёв
    Сергеев Кузьмин Фролов Александров Дмитриев Королёв Гусев Киселёв Ильин Максимов Поляков Сорокин Виноградов Ковалёв Белов
    Медведев Антонов Тарасов Жуков Баранов Филиппов Комаров Давыдов Беляев Герасимов Богданов Осипов Сидоров Матвеев Титов Марков
    Миронов Крылов Куликов Карпов Власов Мельников Денисов Гаврилов Тихонов Казаков Афанасьев Данилов Савельев Тимофеев Фомин Чернов
    Абрамов Мартынов Ефимов Федотов Щербаков Назаров Калинин Исаев Чернышёв Быков Маслов Родионов Коновалов Лазарев Воронин Климов
    Филатов Пономарёв Голубев Кудрявцев Прохоров Наумов Потапов Журавлёв Овчинников Трофимов Леонов Соболев Ермаков Колесников
    Гончаров Емельянов Никифоров Грачёв Котов Гришин Ефремов Архипов Громов Кириллов Малышев Панов Моисеев Румянцев Акимов
    Кондратьев Бирюков Горбунов Анисимов Ерёмин Тихомиров Галкин Лукьянов Михеев Скворцов Юдин Белоусов Нестеров Симонов Прокофьев
    Харитонов Князев Цветков Левин Вишневский Островский Покровский Троицкий Белый Черкасский
    """
)
FOREIGN_NAMES = _words(
    """
    James Emma Oliver Sophia Lukas Mia Noah Hannah Daniel Laura Marco Giulia Pierre Camille Hans Anna Jan Eva Mateo Lucia Tom Alice
    Peter Julia Ahmet Elif Wei Mei Arjun Priya Carlos Elena David Sarah Michael Nina Erik Astrid Leo Clara
    """
)
FOREIGN_SURNAMES = _words(
    """
    Smith Johnson Brown Taylor Wilson Müller Schmidt Weber Fischer Rossi Ferrari Bianchi Dubois Moreau Laurent Novak Svoboda
    Kowalski Nowak Garcia Martinez Lopez Silva Santos Jensen Hansen Nilsson Virtanen Yılmaz Demir Chen Wang Li Kim Singh Sharma
    Cohen Levi
    """
)


def russian_name(random: Random) -> str:
    surname = random.choice(SURNAMES)
    if random.random() < 0.47:
        return f"{random.choice(RUSSIAN_MEN)} {surname}"
    return f"{random.choice(RUSSIAN_WOMEN)} {_feminine(surname)}"


def foreign_name(random: Random) -> str:
    return f"{random.choice(FOREIGN_NAMES)} {random.choice(FOREIGN_SURNAMES)}"


def _feminine(surname: str) -> str:
    return f"{surname[:-2]}ая" if surname.endswith(("ий", "ый")) else f"{surname}а"

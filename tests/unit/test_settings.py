"""Settings: where they come from, and what is said about those that cannot be used."""

from pathlib import Path

import pytest

from entrypoints.setting_values import SettingError
from entrypoints.settings import TELEGRAM, Settings, read_settings


def settings(env_file: str = "", folder: Path | None = None, /, **environment: str) -> Settings:
    """The settings for this environment (without the prefix) and this text of .env."""
    path = (folder or Path()) / "no.env"
    if folder:
        path.write_text(env_file, encoding="utf-8")
    return read_settings({f"RENTAL_{name}": value for name, value in environment.items()}, path)


def test_nothing_has_to_be_set() -> None:
    plain = settings()
    assert (plain.database_url, plain.redis_url, plain.bot_token, plain.admin_ids, plain.webhook_url) == ("", "", "", (), "")
    assert plain.telegram_api_url == TELEGRAM
    assert plain.panel_address == ("127.0.0.1", 8080)
    assert plain.chat_address == ("127.0.0.1", 8081)
    assert plain.data_dir.is_absolute()


def test_an_empty_value_is_as_good_as_none() -> None:
    assert settings(PANEL_URL=" ").panel_url == Settings().panel_url
    assert settings(ADMIN_IDS="").admin_ids == ()


def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    written = "RENTAL_PANEL_URL=http://127.0.0.1:9001\nRENTAL_CHAT_URL=http://127.0.0.1:9002\nOTHER=1\n"
    found = settings(written, tmp_path, PANEL_URL="http://127.0.0.1:9003")
    assert found.panel_address == ("127.0.0.1", 9003)
    assert found.chat_address == ("127.0.0.1", 9002)


def test_two_installations_never_share_a_secret_by_default() -> None:
    assert settings().secret_key != settings().secret_key
    assert settings(SECRET_KEY="mine").secret_key == "mine"
    assert "mine" not in repr(settings(SECRET_KEY="mine"))


@pytest.mark.parametrize("url", ["postgres://u:p@h/d", "postgresql://u:p@h/d", "postgresql+psycopg://u:p@h/d"])
def test_the_database_may_be_named_as_anywhere(url: str) -> None:
    assert settings(DATABASE_URL=url).database_url == "postgresql+psycopg://u:p@h/d"


@pytest.mark.parametrize(("text", "ids"), [("5", (5,)), ("5,6", (5, 6)), (" 5 ; 6, ", (5, 6))])
def test_admins_are_numbers_with_commas(text: str, ids: tuple[int, ...]) -> None:
    assert settings(ADMIN_IDS=text).admin_ids == ids


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("http://127.0.0.1:0", ("127.0.0.1", 0)),
        ("http://[::1]:8080/", ("::1", 8080)),
        ("http://localhost", ("localhost", 80)),
        ("https://rent.example", ("127.0.0.1", 8080)),  # a proxy answers there
    ],
)
def test_an_address_is_read_from_its_url(url: str, address: tuple[str, int]) -> None:
    assert settings(PANEL_URL=url).panel_address == address


@pytest.mark.parametrize(
    ("url", "address", "path"),
    [
        ("https://rent.example/telegram/hook", ("127.0.0.1", 8082), "/telegram/hook"),
        ("https://203.0.113.5:8443/hook", ("127.0.0.1", 8082), "/hook"),  # https is a proxy's, whatever its name
        ("http://127.0.0.1:9000/hook", ("127.0.0.1", 9000), "/hook"),
        ("http://localhost:9000", ("localhost", 9000), "/"),
    ],
)
def test_a_webhook_is_listened_to_here_or_behind_a_proxy(url: str, address: tuple[str, int], path: str) -> None:
    found = settings(WEBHOOK_URL=url)
    assert (found.webhook_address, found.webhook_path) == (address, path)


BUCKET = {"S3_URL": "https://s3.example/", "S3_BUCKET": "flats", "S3_KEY": "somebody", "S3_SECRET": "hunter2"}


def test_pictures_lie_in_the_data_folder_or_in_a_bucket() -> None:
    assert settings().s3_url == ""
    found = settings(**BUCKET)
    assert (found.s3_url, found.s3_bucket, found.s3_key, found.s3_secret) == ("https://s3.example", "flats", "somebody", "hunter2")
    assert found.s3_region == "us-east-1"
    assert settings(**BUCKET, S3_REGION="ru-central1").s3_region == "ru-central1"
    assert "hunter2" not in repr(found)


@pytest.mark.parametrize("name", BUCKET)
def test_a_bucket_is_named_whole_or_not_at_all(name: str) -> None:
    with pytest.raises(SettingError) as refused:
        settings(**{**BUCKET, name: " "})
    assert str(refused.value) == (
        f"RENTAL_{name}: is missing; set all of RENTAL_S3_URL, RENTAL_S3_BUCKET, RENTAL_S3_KEY, RENTAL_S3_SECRET, "
        "or none to keep pictures in the data folder"
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("S3_URL", "s3.example"),
        ("S3_URL", "https://somebody:hunter2@s3.example"),
        ("S3_URL", "https://s3.example/?key=hunter2"),
        ("S3_BUCKET", "My Flats"),
        ("S3_BUCKET", "flats/"),
        ("S3_KEY", "hunter2 and more"),
        ("S3_SECRET", "пароль hunter2"),
        ("S3_REGION", "eu central"),
    ],
)
def test_what_can_be_no_bucket_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(SettingError) as refused:
        settings(**{**BUCKET, name: value})
    assert str(refused.value).startswith(f"RENTAL_{name}: ")
    assert "hunter2" not in str(refused.value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ADMIN_IDS", "me"),
        ("BOT_TOKEN", "hunter2"),
        ("CHAT_URL", "127.0.0.1:8081"),
        ("DATABASE_URL", "mysql://u:hunter2@h/d"),
        ("DATABASE_URL", "postgresql"),
        ("PANEL_URL", "ftp://here"),
        ("PANEL_URL", "http://127.0.0.1:99999"),
        ("REDIS_URL", "http://:hunter2@here"),
        ("TELEGRAM_API_URL", "api.telegram.org"),
        ("WEBHOOK_URL", "rent.example"),
        ("WEBHOOK_URL", "https://hunter2@rent.example/hook"),
        ("WEBHOOK_URL", "https://rent.example/hook?key=hunter2"),
        ("WEBHOOK_URL", "https://rent.example/{hook}"),
        ("WEBHOOK_URL", "https://rent.example/health"),
    ],
)
def test_a_bad_value_is_refused_by_name_and_no_secret_is_repeated(name: str, value: str) -> None:
    with pytest.raises(SettingError) as refused:
        settings(**{name: value})
    assert str(refused.value).startswith(f"RENTAL_{name}: ")
    assert "hunter2" not in str(refused.value)

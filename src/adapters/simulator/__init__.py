"""A Telegram Bot API server with a chat page: the demo and the end-to-end tests talk to the bot through it.

The bot's side is Telegram's: `/bot<token>/<method>`, `/file/bot<token>/<path>`. The page is at `/`.
The people's and the test's side is JSON under `/sim`; a refusal is `{"error": reason}` with a 4xx status.

    GET  /sim/state                          bot, webhook, polled, polls, unread_updates, commands_set, now, clock_shift
    GET  /sim/people                         people
    POST /sim/people                         id?, first_name, last_name?, username?, phone?, language_code?
    GET  /sim/people/<id>/chat?last=200      bot, person, messages, reply_keyboard, commands, menu_button, about
    POST /sim/people/<id>/text               text
    POST /sim/people/<id>/photo              multipart: photo, caption?
    POST /sim/people/<id>/document           multipart: document, caption?
    POST /sim/people/<id>/album              multipart: 2 to 10 photos in parts of any name, caption?
    POST /sim/people/<id>/location           latitude, longitude
    POST /sim/people/<id>/contact            nothing for the person's own, else phone_number, first_name, last_name?
    POST /sim/people/<id>/tap                message_id, text | data, version?, inaccessible?, wait? (seconds)
    POST /sim/people/<id>/press              text of a key of the reply keyboard; latitude, longitude if it asks for them
    POST /sim/people/<id>/block, /unblock
    GET  /sim/people/<id>/events             server-sent events; /sim/events?people=1,2 for several people
    GET  /sim/photos/<file_unique_id>.jpg, /sim/files/<file_unique_id>
    GET  /sim/calls?after=&method=&chat_id=  recorded Bot API calls: id, at, seconds, method, chat_id, params, ok, result
    GET, POST, DELETE /sim/faults            method?, chat_id?, code?, description?, retry_after?, times?, skip?, delay?,
                                             drop? ("before" | "after")
    POST /sim/clock                          shift | advance (seconds)
    POST /sim/reset                          people? (true: forget them too)

A message in `chat` and in events is the Bot API's own, plus from_bot, at, version (edits so far), edited_at, deleted.
A tap carries the message at `version`, so a keyboard that has changed since can still be pressed. Events: hello, reload
(read the chat anew), message, keyboard, typing, answer, person, people, commands, call, reset.
"""

from adapters.simulator.server import RunningSimulator, run_simulator, start_simulator
from adapters.simulator.settings import SimulatorSettings
from adapters.simulator.store import FolderInUseError

__all__ = ["FolderInUseError", "RunningSimulator", "SimulatorSettings", "run_simulator", "start_simulator"]

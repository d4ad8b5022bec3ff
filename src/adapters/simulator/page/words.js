// The page's own words; what the bot says is the bot's business.

const WORDS = {
  en: {
    title: "Chats with {bot}", chatWith: "chat with {bot}", typing: "{bot} is typing…", photoComing: "{bot} is sending a photo…",
    placeholder: "Message", send: "Send", attach: "Attach", photoOrFile: "Photos or files", asFile: "Send as a file", download: "Save the file", place: "Location", openMap: "Open the map",
    contact: "Contact", myContact: "My phone number", phone: "Phone number", share: "Share", coordinates: "Latitude, longitude", city: "City",
    shareContact: "{bot} will see your phone number.", sharePlace: "{bot} will see where you are.", fileComing: "{bot} is sending a file…", unread: "unread", caption: "Caption", cancel: "Cancel", ok: "OK",
    menu: "Menu", start: "Start", nothing: "No messages here yet", blocked: "{bot} is blocked", block: "Block the bot",
    unblock: "Unblock", keys: "Keyboard", edited: "edited", photo: "Photo", toBottom: "To the newest message",
    online: "", connecting: "Connecting…", lost: "Connection lost. Trying again…",
    developer: "Developer pane", calls: "Bot API calls", noCalls: "No calls yet", reset: "Reset",
    resetQuestion: "Empty all chats? The people stay. This cannot be undone.", resetYes: "Empty all chats",
    addPerson: "Add a person", name: "Name", personLanguage: "Language", add: "Add", nobody: "Nobody is here yet. Add a person and start talking to the bot.",
    chooseSomebody: "Choose who is shown, at the top.", noAnswer: "The bot has not answered", failed: "That did not work: {reason}",
    copied: "Copied", otherLanguage: "Русский", close: "Close", today: "Today", yesterday: "Yesterday", hidden: "Hidden text, press to show",
    needsPhone: "This page cannot do that", jump: "Unread: {count}",
  },
  ru: {
    title: "Чаты с ботом «{bot}»", chatWith: "чат с ботом «{bot}»", typing: "бот печатает…", photoComing: "бот отправляет фото…",
    placeholder: "Сообщение", send: "Отправить", attach: "Прикрепить", photoOrFile: "Фото или файлы", asFile: "Отправить файлом", download: "Сохранить файл", place: "Геопозиция", openMap: "Открыть карту",
    contact: "Контакт", myContact: "Мой номер телефона", phone: "Номер телефона", share: "Поделиться", coordinates: "Широта, долгота", city: "Город",
    shareContact: "Бот «{bot}» увидит ваш номер телефона.", sharePlace: "Бот «{bot}» увидит, где вы находитесь.", fileComing: "бот отправляет файл…", unread: "не прочитано", caption: "Подпись", cancel: "Отмена", ok: "ОК",
    menu: "Меню", start: "Начать", nothing: "Здесь пока ничего нет", blocked: "бот «{bot}» заблокирован", block: "Заблокировать бота",
    unblock: "Разблокировать", keys: "Клавиатура", edited: "изменено", photo: "Фото", toBottom: "К последнему сообщению",
    online: "", connecting: "Соединение…", lost: "Связь потеряна. Пробуем снова…",
    developer: "Для разработчика", calls: "Вызовы Bot API", noCalls: "Вызовов пока нет", reset: "Сброс",
    resetQuestion: "Очистить все чаты? Люди останутся. Отменить это нельзя.", resetYes: "Очистить все чаты",
    addPerson: "Добавить человека", name: "Имя", personLanguage: "Язык", add: "Добавить", nobody: "Здесь пока никого нет. Добавьте человека и поговорите с ботом.",
    chooseSomebody: "Выберите наверху, кого показать.", noAnswer: "Бот не ответил", failed: "Не получилось: {reason}",
    copied: "Скопировано", otherLanguage: "English", close: "Закрыть", today: "Сегодня", yesterday: "Вчера", hidden: "Скрытый текст, нажмите, чтобы показать",
    needsPhone: "Эта страница так не умеет", jump: "Непрочитанных: {count}",
  },
};

const asked = new URLSearchParams(location.search).get("lang");
export const language = WORDS[asked] ? asked : navigator.language.startsWith("ru") ? "ru" : "en";
export const otherLanguage = language === "ru" ? "en" : "ru";

export function say(key, values = {}) {
  return WORDS[language][key].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

const clock = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const date = new Intl.DateTimeFormat(language, { day: "numeric", month: "long" });

export const timeOfDay = (seconds) => clock.format(new Date(seconds * 1000));

const UNITS = { en: ["B", "KB", "MB"], ru: ["Б", "КБ", "МБ"] };

export function fileSize(bytes) {
  const step = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), 2);
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: step ? 1 : 0 }).format(bytes / 1024 ** step);
  return `${number} ${UNITS[language][step]}`;
}

export function dayName(seconds) {
  const day = new Date(seconds * 1000);
  const yesterday = new Date();
  yesterday.setDate(yesterday.getDate() - 1);
  if (day.toDateString() === new Date().toDateString()) return say("today");
  return day.toDateString() === yesterday.toDateString() ? say("yesterday") : date.format(day);
}

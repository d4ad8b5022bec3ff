"""People: registration by Telegram id, language, roles, blocking."""

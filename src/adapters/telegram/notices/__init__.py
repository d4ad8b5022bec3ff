"""Messages the bot sends on its own, and what their buttons do."""

"""Where handlers find the world in the application."""

from aiohttp import web

from adapters.simulator.world import World

WORLD = web.AppKey("world", World)

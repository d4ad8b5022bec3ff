"""Methods that turn the webhook on and off."""

from typing import Any

from adapters.simulator.methods.call import MethodCall
from adapters.simulator.webhooks import MAX_CONNECTIONS, USUAL_CONNECTIONS, checked_secret, checked_url


def set_webhook(call: MethodCall) -> bool:
    """Also ends a poll that is waiting; an empty address deletes the webhook."""
    if not call.params.text("url"):
        return delete_webhook(call)
    url, secret = checked_url(call.params.text("url")), checked_secret(call.params.text("secret_token"))
    connections = min(max(call.params.number("max_connections", USUAL_CONNECTIONS), 1), MAX_CONNECTIONS)
    if "allowed_updates" in call.params.fields:
        call.world.updates.allow(call.params.listed("allowed_updates"))
    drop_pending(call)
    call.world.webhooks.put(url, secret, connections)
    call.world.updates.end_polls()
    return True


def delete_webhook(call: MethodCall) -> bool:
    drop_pending(call)
    call.world.webhooks.put("")
    return True


def drop_pending(call: MethodCall) -> None:
    if call.params.flag("drop_pending_updates"):
        call.world.updates.forget_all()


def get_webhook_info(call: MethodCall) -> dict[str, Any]:
    world, webhook = call.world, call.world.webhooks.current()
    info = {
        "url": webhook.url if webhook else "",
        "has_custom_certificate": False,
        "pending_update_count": world.updates.count(),
        **world.webhooks.trouble(),
    }
    if webhook:
        info["max_connections"] = webhook.max_connections
    allowed = world.updates.allowed()
    return {**info, "allowed_updates": allowed} if allowed else info

"""Whether the engine that started the plugin is still there: one that was killed ends nobody."""

import grpc.aio

__all__ = ["engine_gone"]


async def engine_gone(address: str) -> None:
    """Return when an engine that has answered at the address answers no more; never, where none has."""
    async with grpc.aio.insecure_channel(address) as channel:
        has_answered = False
        state = channel.get_state(try_to_connect=True)
        while not (has_answered and state is grpc.ChannelConnectivity.TRANSIENT_FAILURE):
            has_answered = has_answered or state is grpc.ChannelConnectivity.READY
            await channel.wait_for_state_change(state)
            state = channel.get_state(try_to_connect=True)

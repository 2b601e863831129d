"""Where the plugin works, and where it says why not."""

import pytest

from compute_gallery_emulator.provider.configuration import Configuration, NotPermittedError, read_configuration

_ALLOWED = {
    "COMPUTE_GALLERY_EMULATOR": "http://127.0.0.1:8123/",
    "COMPUTE_GALLERY_LOCAL_BACKEND": "file:///project/.local/state",
    "PULUMI_BACKEND_URL": "file:///project/.local/state",
}


def _settings(**settings: str) -> dict[str, str]:
    return {f"azure-native:config:{name}": value for name, value in settings.items()}


def test_the_local_stack_is_enough() -> None:
    """An emulator and the local backend suffice; the subscription is a fixed one."""
    assert read_configuration(_ALLOWED, {}) == Configuration(
        emulator="http://127.0.0.1:8123", subscription_id="00000000-0000-0000-0000-000000000001", location=None
    )


def test_the_configuration_comes_before_the_environment() -> None:
    """The subscription and the region are those of the stack."""
    found = read_configuration(
        {**_ALLOWED, "ARM_SUBSCRIPTION_ID": "env"}, _settings(subscriptionId="stack", location="chinaeast2")
    )
    assert (found.subscription_id, found.location) == ("stack", "chinaeast2")
    assert read_configuration({**_ALLOWED, "ARM_SUBSCRIPTION_ID": "env"}, {}).subscription_id == "env"


@pytest.mark.parametrize(
    ("environment", "reason"),
    [
        ({"COMPUTE_GALLERY_EMULATOR": ""}, "does not name a running emulator"),
        ({"COMPUTE_GALLERY_EMULATOR": "https://management.azure.com"}, "not a loopback address"),
        ({"COMPUTE_GALLERY_EMULATOR": "http://127.0.0.1.evil.example:80"}, "not a loopback address"),
        ({"COMPUTE_GALLERY_EMULATOR": "http://127.0.0.1:99999"}, "not a loopback address"),
        ({"COMPUTE_GALLERY_EMULATOR": "127.0.0.1:80"}, "not a loopback address"),
        ({"COMPUTE_GALLERY_LOCAL_BACKEND": ""}, "COMPUTE_GALLERY_LOCAL_BACKEND does not name"),
        ({"COMPUTE_GALLERY_LOCAL_BACKEND": "https://api.pulumi.com"}, "does not name the local backend"),
        ({"PULUMI_BACKEND_URL": "https://api.pulumi.com"}, "PULUMI_BACKEND_URL must be file:///project/.local/state"),
        ({"PULUMI_BACKEND_URL": "file:///project/.local/state2"}, "not on the local backend"),
    ],
)
def test_anything_else_is_refused(environment: dict[str, str], reason: str) -> None:
    """One sentence says what is missing and what to do."""
    with pytest.raises(NotPermittedError, match=reason) as caught:
        read_configuration({**_ALLOWED, **environment}, {})
    assert "pulumi plugin install resource azure-native 3.29.0" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("settings", "cloud"),
    [
        ({"environment": "china"}, "china"),
        ({"environment": "public"}, "public"),
        ({"clientId": "id", "clientSecret": "hidden"}, "public"),
        ({"tenantId": "t", "environment": "china"}, "china"),
        ({"useMsi": "true"}, "public"),
    ],
)
def test_settings_of_a_real_cloud_need_consent(settings: dict[str, str], cloud: str) -> None:
    """The plugin takes a real cloud's place only where the environment names that cloud."""
    with pytest.raises(NotPermittedError, match=f"COMPUTE_GALLERY_EMULATOR_STANDS_IN_FOR={cloud}") as caught:
        read_configuration(_ALLOWED, _settings(**settings))
    assert "hidden" not in str(caught.value)
    consent = {"COMPUTE_GALLERY_EMULATOR_STANDS_IN_FOR": f"other, {cloud.upper()}"}
    assert read_configuration({**_ALLOWED, **consent}, _settings(**settings)).emulator
    with pytest.raises(NotPermittedError):
        read_configuration({**_ALLOWED, "COMPUTE_GALLERY_EMULATOR_STANDS_IN_FOR": "other"}, _settings(**settings))


@pytest.mark.parametrize("settings", [{"useMsi": "false"}, {"environment": ""}, {"disablePulumiPartnerId": "true"}])
def test_harmless_settings_need_none(settings: dict[str, str]) -> None:
    """A switch that is off says nothing about a cloud."""
    assert read_configuration(_ALLOWED, _settings(**settings)).emulator

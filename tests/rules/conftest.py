"""Property tests take the time that they need: the machine may be busy with other tests."""

from hypothesis import settings

settings.register_profile("project", deadline=None)
settings.load_profile("project")

"""Policy pack for Azure compute galleries: what Azure would refuse, judged in the preview."""

"""Jobs whose worker died are done by another one: every job here does what is left of its work, and no more."""

from typing import Final

from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.jobs import Status
from procrastinate.manager import JobManager

SILENT_SECONDS: Final = 30
"""A worker that gave no sign of life for so long is dead; it gives one every ten seconds."""
ATTEMPTS_MAX: Final = 5
"""A job that was begun so often, and outlived all its workers, is given up: it may be what kills them."""


@app.periodic(cron="* * * * *")
@app.task(name="access.take_up_abandoned", queueing_lock="access.take_up_abandoned", pass_context=True)
async def take_up_abandoned(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 (the queue tells the minute)
    """Every minute: let what dead workers left wait for others."""
    await take_up(context.app.job_manager, SILENT_SECONDS)


async def take_up(manager: JobManager, silent_seconds: float) -> int:
    """Let jobs of workers that are silent for so long wait again; returns how many."""
    abandoned = list(await manager.get_stalled_jobs(seconds_since_heartbeat=silent_seconds))
    for job in abandoned:
        if job.attempts < ATTEMPTS_MAX:
            await manager.retry_job(job)
        else:
            await manager.finish_job(job, Status.FAILED, delete_job=False)
    return len(abandoned)

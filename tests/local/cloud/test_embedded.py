import base64
import fcntl
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import boto3
import psutil
import pytest
from botocore.exceptions import ClientError, EndpointConnectionError

from local.cloud import ACCOUNT_ID, Cloud, embedded, processes
from local.cloud.processes import Supervised, anything_kept, stop_kept
from local.errors import LocalError

ROOT = Path(__file__).parents[3]

RUNNER = """
import sys, time
from pathlib import Path
from local import cloud
with cloud.start(Path(sys.argv[1])) as up:
    if sys.argv[2] == "keep":
        up.keep()
    print(up.endpoint, flush=True)
    if sys.argv[2] == "wait":
        time.sleep(60)
"""


def run(state_dir: Path, mode: str) -> tuple[subprocess.Popen[str], str]:
    """A process of its own that starts a cloud, and the cloud's endpoint."""
    process = subprocess.Popen(
        [sys.executable, "-c", RUNNER, str(state_dir), mode],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    return process, process.stdout.readline().strip()


def listening(endpoint: str) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", int(endpoint.rpartition(":")[2]))) == 0


def soon(condition: Callable[[], bool], seconds: float = 10.0) -> bool:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def lock_is_held(path: Path) -> bool:
    if not path.exists():
        return False
    with path.open("r+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        return False


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_client_that_does_not_know_the_key_is_refused(cloud: Cloud) -> None:
    stranger = boto3.client(
        "sqs", endpoint_url=cloud.endpoint, aws_access_key_id="AKIANOBODY", aws_secret_access_key="x"
    )

    with pytest.raises(ClientError, match="security token"):
        stranger.list_queues()


def test_only_the_loopback_interface_is_listened_on(cloud: Cloud) -> None:
    # Another address of this machine, which a listener on all interfaces would answer on.
    with socket.socket() as probe:
        probe.settimeout(2)
        assert probe.connect_ex(("127.0.0.2", int(cloud.endpoint.rpartition(":")[2]))) != 0


def test_the_environment_is_enough_for_any_sdk(cloud: Cloud) -> None:
    assert cloud.environment().items() <= dict(os.environ).items()
    assert boto3.client("sts").get_caller_identity()["Account"] == cloud.account_id


def test_a_session_needs_nothing_of_the_machines_settings(
    cloud: Cloud, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {
        "AWS_ENDPOINT_URL": "http://127.0.0.1:9",
        "AWS_ACCESS_KEY_ID": "another",
        "HTTP_PROXY": "http://127.0.0.1:9",
        "NO_PROXY": "",
        "no_proxy": "",
    }.items():
        monkeypatch.setenv(name, value)

    assert cloud.session().client("sts").get_caller_identity()["Account"] == cloud.account_id


def test_a_stopped_cloud_leaves_its_log_and_nothing_else(tmp_path: Path) -> None:
    with embedded.start(tmp_path) as cloud:
        assert names(tmp_path) == ["ministack", "ministack.lock", "ministack.log"]
        cloud.client("s3").create_bucket(Bucket="any")

    assert names(tmp_path) == ["ministack.log"]
    assert not listening(cloud.endpoint)
    assert not cloud.running


def test_two_clouds_know_nothing_of_each_other(cloud: Cloud, tmp_path: Path) -> None:
    with embedded.start(tmp_path) as second:
        second.client("sqs").create_queue(QueueName="only-in-the-second")
        urls = cloud.client("sqs").list_queues(QueueNamePrefix="only-in-the-second").get("QueueUrls", [])

    assert urls == []


def test_a_port_that_is_taken_meanwhile_is_given_up_for_another(
    cloud: Cloud, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = int(cloud.endpoint.rpartition(":")[2])
    free = embedded._free_port()
    ports = [taken, free]
    monkeypatch.setattr(embedded, "_free_port", lambda: ports.pop(0))

    with embedded.start(tmp_path) as second:
        assert second.endpoint.endswith(f":{free}")


def test_an_emulator_that_does_not_start_is_one_line_with_the_place_of_its_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedded, "_EMULATOR", tmp_path / "absent.py")

    with (
        pytest.raises(LocalError, match=r"did not start \(.*absent.py.*\): see .*ministack.log"),
        embedded.start(tmp_path),
    ):
        pass
    assert names(tmp_path) == ["ministack.log"]


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_killed_run_leaves_no_process_and_no_file(how: signal.Signals, tmp_path: Path) -> None:
    process, endpoint = run(tmp_path, "wait")
    assert listening(endpoint)

    with process:
        process.send_signal(how)

    assert soon(lambda: not listening(endpoint))
    assert soon(lambda: names(tmp_path) == ["ministack.log"])


def use(state_dir: Path, ended: bool, endpoint: str | None = None) -> None:
    """Starts a cloud and sends a request, after its end or to another endpoint."""
    with embedded.start(state_dir) as up:
        if ended:
            up.stop()
        up.session().client("sqs", endpoint_url=endpoint or up.endpoint).list_queues()


def test_a_request_to_a_cloud_that_has_ended_is_one_line_that_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(LocalError, match="stopped during the run: run make up again"):
        use(tmp_path, ended=True)


def test_a_failed_request_to_a_cloud_that_runs_stays_what_it_is(tmp_path: Path) -> None:
    with pytest.raises(EndpointConnectionError):
        use(tmp_path, ended=False, endpoint="http://127.0.0.1:1")


def test_a_kept_cloud_stays_until_it_is_stopped(tmp_path: Path) -> None:
    process, endpoint = run(tmp_path / "kept", "keep")
    with process:
        pass
    assert process.returncode == 0
    assert listening(endpoint)

    assert stop_kept(tmp_path) == 1
    assert not listening(endpoint)
    assert names(tmp_path) == []
    assert stop_kept(tmp_path) == 0


def test_all_that_was_kept_in_one_folder_is_stopped(tmp_path: Path) -> None:
    both = [Supervised(name, ["sleep", "60"], {"PATH": os.environ["PATH"]}, tmp_path) for name in ("a", "b")]
    for process in both:
        process.keep()

    assert stop_kept(tmp_path) == 2
    assert soon(lambda: not any(process.running for process in both))


def test_stopping_what_was_kept_leaves_a_run_alone_and_clears_what_a_crash_left(tmp_path: Path) -> None:
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    # The pid of somebody else: nobody holds the lock, so it is not to be trusted.
    (crashed / "ministack.lock").write_text(f"{os.getpid()}\nkept\n")
    running = Supervised("sleeper", ["sleep", "60"], {"PATH": os.environ["PATH"]}, tmp_path / "running")
    try:
        assert soon(lambda: lock_is_held(tmp_path / "running/sleeper.lock"))
        assert stop_kept(tmp_path) == 0
        assert running.running
        assert names(tmp_path) == ["running"]
    finally:
        running.stop()


def test_a_lock_that_is_read_while_it_is_written_is_not_yet_kept(tmp_path: Path) -> None:
    with (tmp_path / "sleeper.lock").open("a", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for written in (str(os.getpid()), "\n", "kep"):
            lock.write(written)
            lock.flush()
            assert not anything_kept(tmp_path)
        lock.write("t\n")
        lock.flush()
        assert anything_kept(tmp_path)


def test_what_a_command_started_ends_with_it(tmp_path: Path) -> None:
    pid_file = tmp_path / "pid"
    command = ["sh", "-c", f"sleep 60 & echo $! > {pid_file}.part; mv {pid_file}.part {pid_file}; wait"]
    process = Supervised("family", command, {"PATH": os.environ["PATH"]}, tmp_path / "state")
    assert soon(pid_file.exists)

    process.stop()

    with pytest.raises(ProcessLookupError):
        os.kill(int(pid_file.read_text()), 0)


def sleeper(state: Path) -> tuple[Supervised, psutil.Process]:
    """A command that was kept, and its supervisor."""
    process = Supervised("sleeper", ["sleep", "60"], {"PATH": os.environ["PATH"]}, state)
    process.keep()
    pid, _ = (state / "sleeper.lock").read_text().split()
    return process, psutil.Process(int(pid))


def test_a_supervisor_that_is_too_busy_to_answer_is_ended_with_what_it_watches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "POLITE_SECONDS", 0.1)
    process, supervisor = sleeper(tmp_path)
    (command,) = supervisor.children()
    supervisor.suspend()

    assert stop_kept(tmp_path) == 1
    assert soon(lambda: not process.running)
    assert soon(lambda: not command.is_running() or command.status() == psutil.STATUS_ZOMBIE)
    assert not tmp_path.exists()


def test_what_a_killed_supervisor_has_left_is_found_and_ended(tmp_path: Path) -> None:
    process, supervisor = sleeper(tmp_path)
    (command,) = supervisor.children()
    supervisor.kill()
    assert soon(lambda: not process.running)
    assert command.is_running()

    assert stop_kept(tmp_path) == 1
    assert soon(lambda: not command.is_running() or command.status() == psutil.STATUS_ZOMBIE)
    assert not tmp_path.exists()


def test_what_does_not_end_is_named_with_its_number_and_its_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    process, supervisor = sleeper(tmp_path)
    (command,) = supervisor.children()
    supervisor.suspend()
    with monkeypatch.context() as patch:
        patch.setattr(processes, "POLITE_SECONDS", 0.1)
        patch.setattr(processes, "KILLED_SECONDS", 0.1)
        patch.setattr(psutil.Process, "kill", lambda _: None)
        with pytest.raises(LocalError, match=rf"does not end: .*{command.pid} \(sleep 60\)"):
            stop_kept(tmp_path)
    assert stop_kept(tmp_path) == 1
    assert soon(lambda: not process.running)


def test_only_processes_of_the_very_folder_are_ended(tmp_path: Path) -> None:
    (other, _), (own, _) = sleeper(tmp_path / "folder-2"), sleeper(tmp_path / "folder")
    assert stop_kept(tmp_path / "folder") == 1
    assert soon(lambda: not own.running)
    assert other.running
    assert stop_kept(tmp_path) == 1
    assert soon(lambda: not other.running)


def test_what_ses_accepts_is_kept_as_it_was_sent_with_its_tags(cloud: Cloud) -> None:
    mail = cloud.client("sesv2")
    mail.create_email_identity(EmailIdentity="aurora.example")
    mail.create_configuration_set(ConfigurationSetName="mail")
    raw = b"From: a@aurora.example\r\nTo: b@c.example\r\nSubject: Oi\r\nX-Own: 1\r\n\r\nOi\r\n"
    request = {
        "FromEmailAddress": "a@aurora.example",
        "Destination": {"ToAddresses": ["b@c.example"]},
        "Content": {"Raw": {"Data": raw}},
        "ConfigurationSetName": "mail",
        "EmailTags": [{"Name": "reference", "Value": "ref"}],
    }
    message_id = mail.send_email(**request)["MessageId"]
    kept = [json.loads(file.read_text()) for file in cloud.sent_mail.glob("*.json")]
    found = next(each for each in kept if each["messageId"] == message_id)
    assert "@" not in message_id
    assert base64.b64decode(found["raw"]) == raw
    assert (found["to"], found["tags"]) == (["b@c.example"], {"reference": "ref"})
    with pytest.raises(mail.exceptions.NotFoundException):
        mail.send_email(**{**request, "ConfigurationSetName": "another"})


def test_an_event_of_ses_reaches_what_its_rule_names(cloud: Cloud) -> None:
    events, sqs = cloud.client("events"), cloud.client("sqs")
    url = sqs.create_queue(QueueName="mail-events")["QueueUrl"]
    events.put_rule(Name="mail-events", EventPattern=json.dumps({"source": ["aws.ses"]}))
    arn = f"arn:aws:sqs:us-east-1:{ACCOUNT_ID}:mail-events"
    events.put_targets(Rule="mail-events", Targets=[{"Id": "1", "Arn": arn}])
    entry = {"Source": "aws.ses", "DetailType": "Email Bounced", "Detail": '{"eventType": "Bounce"}'}
    assert events.put_events(Entries=[entry])["FailedEntryCount"] == 0
    (message,) = sqs.receive_message(QueueUrl=url, WaitTimeSeconds=10)["Messages"]
    assert json.loads(message["Body"])["detail"] == {"eventType": "Bounce"}


def test_who_may_send_from_an_identity_may_send_from_no_other(cloud: Cloud) -> None:
    iam, mail = cloud.client("iam"), cloud.client("sesv2")
    for name in ("one.example", "two.example"):
        mail.create_email_identity(EmailIdentity=name)
    iam.create_user(UserName="sender")
    allowed = {
        "Effect": "Allow",
        "Action": "ses:SendEmail",
        "Resource": f"arn:aws:ses:us-east-1:{ACCOUNT_ID}:identity/one.example",
    }
    policy = json.dumps({"Version": "2012-10-17", "Statement": [allowed]})
    iam.put_user_policy(UserName="sender", PolicyName="send", PolicyDocument=policy)
    key = iam.create_access_key(UserName="sender")["AccessKey"]
    sender = boto3.client(
        "sesv2",
        endpoint_url=cloud.endpoint,
        region_name="us-east-1",
        aws_access_key_id=key["AccessKeyId"],
        aws_secret_access_key=key["SecretAccessKey"],
    )
    content = {"Raw": {"Data": b"Subject: Oi\r\n\r\nOi\r\n"}}

    def send(source: str) -> str:
        to = {"ToAddresses": ["b@c.example"]}
        return sender.send_email(FromEmailAddress=source, Destination=to, Content=content)["MessageId"]

    assert send("Vendas <a@mail.one.example>")
    with pytest.raises(ClientError, match="not authorized to perform: ses:SendEmail"):
        send("a@two.example")

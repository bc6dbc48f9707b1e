"""A cloud that is started again with its state: tables, files, queues, and what was in flight."""

from pathlib import Path

from local.cloud import embedded


def test_a_restart_keeps_items_files_and_messages_on_the_same_port(tmp_path: Path) -> None:
    with embedded.start(tmp_path, persistent=True) as cloud:
        dynamodb, sqs = cloud.client("dynamodb"), cloud.client("sqs")
        dynamodb.create_table(
            TableName="kept",
            BillingMode="PAY_PER_REQUEST",
            KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
            AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
        )
        item = {"pk": {"S": "a"}, "numbers": {"SS": ["1", "2"]}, "count": {"N": "3"}}
        dynamodb.put_item(TableName="kept", Item=item)
        url = sqs.create_queue(QueueName="kept")["QueueUrl"]
        for body in ("in flight", "waits"):
            sqs.send_message(QueueUrl=url, MessageBody=body)
        sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=1, VisibilityTimeout=60)
        s3 = cloud.client("s3")
        s3.create_bucket(Bucket="kept")
        s3.put_object(Bucket="kept", Key="a/list.csv", Body=b"a;b")
        endpoint = cloud.endpoint

        cloud.restart()

        assert cloud.endpoint == endpoint
        assert dynamodb.get_item(TableName="kept", Key={"pk": {"S": "a"}})["Item"] == item
        assert s3.get_object(Bucket="kept", Key="a/list.csv")["Body"].read() == b"a;b"
        (waits,) = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10)["Messages"]
        assert waits["Body"] == "waits"
        names = ["ApproximateNumberOfMessagesNotVisible"]
        counts = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=names)["Attributes"]
        assert counts == {names[0]: "2"}
    assert not cloud.running

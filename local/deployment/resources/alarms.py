"""Alarms on metrics, and dashboards."""

from typing import Any

from local.cloud import Cloud
from local.deployment.resources.base import Created, Properties, PropertyError, creates, key_values


def _metric_query(block: Properties) -> dict[str, Any]:
    query = {"Id": block.require("id")} | block.renamed(
        {"expression": "Expression", "label": "Label", "period": "Period", "returnData": "ReturnData"}
    )
    if metric := block.block("metric"):
        query["MetricStat"] = {
            "Metric": {
                "Namespace": metric.require("namespace"),
                "MetricName": metric.require("metricName"),
                "Dimensions": _dimensions(metric),
            },
            "Period": metric.require("period"),
            "Stat": metric.require("stat"),
        }
    return query


def _dimensions(properties: Properties) -> list[dict[str, str]]:
    return [{"Name": name, "Value": value} for name, value in properties.take("dimensions", {}).items()]


_ALARM = {
    "actionsEnabled": "ActionsEnabled",
    "alarmActions": "AlarmActions",
    "alarmDescription": "AlarmDescription",
    "datapointsToAlarm": "DatapointsToAlarm",
    "insufficientDataActions": "InsufficientDataActions",
    "metricName": "MetricName",
    "namespace": "Namespace",
    "okActions": "OKActions",
    "period": "Period",
    "statistic": "Statistic",
    "threshold": "Threshold",
    "treatMissingData": "TreatMissingData",
    "unit": "Unit",
}


@creates("aws:cloudwatch/metricAlarm:MetricAlarm")
def metric_alarm(cloud: Cloud, properties: Properties) -> Created:
    """Create an alarm."""
    cloudwatch = cloud.client("cloudwatch")
    name = properties.name()
    request: dict[str, Any] = {
        "AlarmName": name,
        "ComparisonOperator": properties.require("comparisonOperator"),
        "EvaluationPeriods": properties.require("evaluationPeriods"),
        "Tags": key_values(properties.tags()),
        **properties.renamed(_ALARM),
    }
    if dimensions := _dimensions(properties):
        request["Dimensions"] = dimensions
    if queries := properties.blocks("metricQueries"):
        request["Metrics"] = [_metric_query(block) for block in queries]
    cloudwatch.put_metric_alarm(**request)
    arn = f"arn:aws:cloudwatch:{cloud.region}:{cloud.account_id}:alarm:{name}"
    return Created(name, {"name": name, "arn": arn})


@creates("aws:cloudwatch/dashboard:Dashboard")
def dashboard(cloud: Cloud, properties: Properties) -> Created:
    """Create a dashboard; what CloudWatch finds wrong with its body is an error here, and a warning there."""
    name = properties.require("dashboardName")
    answer = cloud.client("cloudwatch").put_dashboard(
        DashboardName=name, DashboardBody=properties.require("dashboardBody")
    )
    if problems := answer.get("DashboardValidationMessages"):
        raise PropertyError(f"the property dashboardBody is wrong: {problems[0]['Message']}")
    return Created(name, {"dashboardArn": f"arn:aws:cloudwatch::{cloud.account_id}:dashboard/{name}"})

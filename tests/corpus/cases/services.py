"""Services whose resources hold a document that lets somebody in."""

import json

from tests.corpus.case import Collection
from tests.corpus.names import role_arn
from tests.corpus.surroundings import TAGS, aws
from tests.policies.documents import FOREIGN, arn, document, public, root

CASES = Collection()
held = CASES.holding


held(
    "opensearch-domain",
    "A search domain for everybody (accessPolicies of the domain).",
    lambda stack: aws.opensearch.Domain(
        "s",
        domain_name="shop",
        tags=TAGS,
        access_policies=public("es:ESHttpGet", arn("es", "domain/shop/index")),
    ),
)
held(
    "opensearch-domain-ip",
    "The domain for 0.0.0.0/0, written as a confinement.",
    lambda stack: aws.opensearch.Domain(
        "s",
        domain_name="shop",
        tags=TAGS,
        access_policies=public(
            "es:ESHttpGet",
            arn("es", "domain/shop/index"),
            {"AWS": "*"},
            {"IpAddress": {"aws:SourceIp": ["0.0.0.0/0"]}},
        ),
    ),
)
held(
    "opensearch-domain-policy",
    "DomainPolicy open to '*'.",
    lambda stack: aws.opensearch.DomainPolicy(
        "s", domain_name="shop", access_policies=public("es:ESHttpGet", arn("es", "domain/shop/index"))
    ),
)
held(
    "elasticsearch-domain-policy",
    "The older service's DomainPolicy.",
    lambda stack: aws.elasticsearch.DomainPolicy(
        "s", domain_name="shop", access_policies=public("es:ESHttpGet", arn("es", "domain/shop/index"))
    ),
)
held(
    "opensearch-serverless-access",
    "A data access policy for another account's role (a list with Principal, no Statement).",
    lambda stack: aws.opensearch.ServerlessAccessPolicy(
        "s",
        name="shop",
        type="data",
        policy=json.dumps(
            [
                {
                    "Rules": [
                        {
                            "ResourceType": "index",
                            "Resource": ["index/shop/orders"],
                            "Permission": ["aoss:ReadDocument"],
                        }
                    ],
                    "Principal": [role_arn("reader", FOREIGN)],
                }
            ]
        ),
    ),
    family="trust",
)
held(
    "opensearch-serverless-public",
    "A network policy that opens the collection to the internet.",
    lambda stack: aws.opensearch.ServerlessSecurityPolicy(
        "s",
        name="shop",
        type="network",
        policy=json.dumps(
            [
                {
                    "Rules": [{"ResourceType": "collection", "Resource": ["collection/shop"]}],
                    "AllowFromPublic": True,
                }
            ]
        ),
    ),
    debatable=True,
)
held(
    "cloudsearch",
    "A CloudSearch domain for everybody.",
    lambda stack: aws.cloudsearch.DomainServiceAccessPolicy(
        "s",
        domain_name="shop",
        access_policy=document({"Effect": "Allow", "Principal": "*", "Action": ["cloudsearch:search"]}),
    ),
)
held(
    "schemas",
    "A schema registry for everybody.",
    lambda stack: aws.schemas.RegistryPolicy(
        "p", registry_name="r", policy=public("schemas:DescribeSchema", arn("schemas", "registry/r"))
    ),
)
held(
    "codeartifact-domain",
    "Everybody reads packages of the domain.",
    lambda stack: aws.codeartifact.DomainPermissions(
        "p",
        domain="d",
        policy_document=public("codeartifact:GetAuthorizationToken", arn("codeartifact", "domain/d")),
    ),
)
held(
    "codeartifact-repository",
    "Another account publishes packages.",
    lambda stack: aws.codeartifact.RepositoryPermissionsPolicy(
        "p",
        domain="d",
        repository="r",
        policy_document=public(
            "codeartifact:PublishPackageVersion", arn("codeartifact", "package/d/r/pypi/x/y"), root(FOREIGN)
        ),
    ),
    family="trust",
)
held(
    "codebuild",
    "A build project for another account.",
    lambda stack: aws.codebuild.ResourcePolicy(
        "p",
        resource_arn=arn("codebuild", "project/p"),
        policy=public("codebuild:BatchGetProjects", arn("codebuild", "project/p"), root(FOREIGN)),
    ),
    family="trust",
)
held(
    "glue",
    "The whole catalogue for another account.",
    lambda stack: aws.glue.ResourcePolicy(
        "p", policy=public("glue:GetTable", arn("glue", "table/d/t"), root(FOREIGN))
    ),
    family="trust",
)
held(
    "kinesis",
    "Everybody reads the stream.",
    lambda stack: aws.kinesis.ResourcePolicy(
        "p",
        resource_arn=arn("kinesis", "stream/s"),
        policy=public("kinesis:GetRecords", arn("kinesis", "stream/s")),
    ),
)
held(
    "rest-api",
    "A private REST API whose policy lets every VPC endpoint in.",
    lambda stack: aws.apigateway.RestApi(
        "a",
        name="a",
        tags=TAGS,
        endpoint_configuration={"types": "PRIVATE"},
        policy=public(
            "execute-api:Invoke",
            arn("execute-api", "abc/dev/GET/x"),
            "*",
            {"StringLike": {"aws:SourceVpce": "vpce-*"}},
        ),
    ),
)
held(
    "rest-api-policy",
    "RestApiPolicy open to '*' (a public API on purpose looks the same).",
    lambda stack: aws.apigateway.RestApiPolicy(
        "a", rest_api_id="abc", policy=public("execute-api:Invoke", arn("execute-api", "abc/dev/GET/x"))
    ),
    debatable=True,
)
held(
    "mediastore",
    "A media container for everybody.",
    lambda stack: aws.mediastore.ContainerPolicy(
        "p", container_name="m", policy=public("mediastore:PutObject", arn("mediastore", "container/m/a"))
    ),
)
held(
    "ses",
    "Everybody sends mail in the domain's name.",
    lambda stack: aws.ses.IdentityPolicy(
        "p",
        identity="example.com",
        name="p",
        policy=public("ses:SendEmail", arn("ses", "identity/example.com")),
    ),
)
held(
    "sesv2",
    "Another account sends mail in the domain's name.",
    lambda stack: aws.sesv2.EmailIdentityPolicy(
        "p",
        email_identity="example.com",
        policy_name="p",
        policy=public("ses:SendEmail", arn("ses", "identity/example.com"), root(FOREIGN)),
    ),
    family="trust",
)
held(
    "acmpca",
    "Another account issues certificates.",
    lambda stack: aws.acmpca.Policy(
        "p",
        resource_arn=arn("acm-pca", "certificate-authority/1"),
        policy=public("acm-pca:IssueCertificate", arn("acm-pca", "certificate-authority/1"), root(FOREIGN)),
    ),
    family="trust",
)
held(
    "networkfirewall",
    "Another account uses the firewall's rules.",
    lambda stack: aws.networkfirewall.ResourcePolicy(
        "p",
        resource_arn=arn("network-firewall", "stateful-rulegroup/r"),
        policy=public(
            "network-firewall:ListRuleGroups", arn("network-firewall", "stateful-rulegroup/r"), root(FOREIGN)
        ),
    ),
    family="trust",
)
held(
    "redshift",
    "Everybody integrates into the namespace.",
    lambda stack: aws.redshift.ResourcePolicy(
        "p",
        resource_arn=arn("redshift", "namespace:n"),
        policy=public("redshift:CreateInboundIntegration", arn("redshift", "namespace:n")),
    ),
)
held(
    "redshiftserverless",
    "A snapshot for another account.",
    lambda stack: aws.redshiftserverless.ResourcePolicy(
        "p",
        resource_arn=arn("redshift-serverless", "snapshot/s"),
        policy=public(
            "redshift-serverless:RestoreFromSnapshot",
            arn("redshift-serverless", "snapshot/s"),
            {"AWS": FOREIGN},
        ),
    ),
    family="trust",
)
held(
    "vpclattice-auth",
    "A service of VPC Lattice for everybody.",
    lambda stack: aws.vpclattice.AuthPolicy(
        "p",
        resource_identifier=arn("vpc-lattice", "service/svc-1"),
        policy=public("vpc-lattice-svcs:Invoke", arn("vpc-lattice", "service/svc-1/path")),
    ),
)
held(
    "vpclattice-resource",
    "A network of VPC Lattice for another account.",
    lambda stack: aws.vpclattice.ResourcePolicy(
        "p",
        resource_arn=arn("vpc-lattice", "servicenetwork/sn-1"),
        policy=public(
            "vpc-lattice:GetServiceNetwork", arn("vpc-lattice", "servicenetwork/sn-1"), root(FOREIGN)
        ),
    ),
    family="trust",
)
held(
    "oam",
    "Everybody links their monitoring.",
    lambda stack: aws.oam.SinkPolicy(
        "p", sink_identifier=arn("oam", "sink/1"), policy=public(["oam:CreateLink", "oam:UpdateLink"], "*")
    ),
)
held(
    "msk",
    "Another account reads the cluster.",
    lambda stack: aws.msk.ClusterPolicy(
        "p",
        cluster_arn=arn("kafka", "cluster/c/1"),
        policy=public("kafka:CreateVpcConnection", arn("kafka", "cluster/c/1"), root(FOREIGN)),
    ),
    family="trust",
)
held(
    "dsql",
    "A DSQL cluster for everybody.",
    lambda stack: aws.dsql.ClusterPolicy(
        "p", identifier="abc", policy=public("dsql:DbConnectAdmin", arn("dsql", "cluster/abc"))
    ),
)
held(
    "sagemaker",
    "A model group for everybody (property resourcePolicy).",
    lambda stack: aws.sagemaker.ModelPackageGroupPolicy(
        "p",
        model_package_group_name="g",
        resource_policy=public("sagemaker:DescribeModelPackage", arn("sagemaker", "model-package/g/1")),
    ),
)
held(
    "smsvoice",
    "Another account sends SMS.",
    lambda stack: aws.pinpoint.Smsvoicev2ResourcePolicy(
        "p",
        resource_arn=arn("sms-voice", "phone-number/p"),
        policy=public("sms-voice:SendTextMessage", arn("sms-voice", "phone-number/p"), root(FOREIGN)),
    ),
    family="trust",
)
held(
    "opensearchingest",
    "Another account puts into the pipeline.",
    lambda stack: aws.opensearchingest.ResourcePolicy(
        "p",
        resource_arn=arn("osis", "pipeline/p"),
        policy=public("osis:Ingest", arn("osis", "pipeline/p"), root(FOREIGN)),
    ),
    family="trust",
)
held(
    "bedrock",
    "An agent runtime for everybody.",
    lambda stack: aws.bedrock.AgentcoreResourcePolicy(
        "p",
        resource_arn=arn("bedrock-agentcore", "runtime/r"),
        policy=public("bedrock-agentcore:InvokeAgentRuntime", arn("bedrock-agentcore", "runtime/r")),
    ),
)
held(
    "organizations",
    "The organisation's delegation policy for everybody (property content).",
    lambda stack: aws.organizations.ResourcePolicy(
        "p", tags=TAGS, content=public("organizations:DescribeOrganization", "*")
    ),
)

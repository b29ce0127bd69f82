from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any

import kubernetes_validate  # type: ignore[import-untyped]
import pytest
from cryptography.fernet import Fernet

from app.settings import ROOT, Settings
from tests.deploy.files import MANIFESTS, instructions, known_settings, manifest, read

if TYPE_CHECKING:
    from pathlib import Path

NAME = {"app.kubernetes.io/name": "question-sheet"}
PORT = 8000
NAMED = attrgetter("name")
EVERY_FILE = pytest.mark.parametrize("path", MANIFESTS, ids=NAMED)
# Not part of Kubernetes: the schemas come with the controller. deploy/README.md says how these were tried.
EXTENSIONS = {"gateway.networking.k8s.io/v1", "gateway.envoyproxy.io/v1alpha1"}


@pytest.fixture(scope="module")
def pod() -> dict[str, Any]:
    spec: dict[str, Any] = manifest("Deployment")["spec"]["template"]["spec"]
    return spec


@pytest.fixture(scope="module")
def container(pod: dict[str, Any]) -> dict[str, Any]:
    (one,) = pod["containers"]
    assert isinstance(one, dict)
    return one


@pytest.mark.parametrize(
    "path", [path for path in MANIFESTS if read(path)["apiVersion"] not in EXTENSIONS], ids=NAMED
)
def test_a_manifest_follows_the_published_schema(path: Path) -> None:
    newest = kubernetes_validate.latest_version()
    kubernetes_validate.validate(read(path), newest, strict=True)


@EVERY_FILE
def test_all_belong_together_by_name_and_label(path: Path) -> None:
    about = read(path)["metadata"]
    assert about["name"] in {"question-sheet", "question-sheet-redirect"}
    assert about["labels"] == NAME


def test_everything_that_selects_selects_the_pods() -> None:
    deployment = manifest("Deployment")["spec"]
    (spread,) = deployment["template"]["spec"]["topologySpreadConstraints"]
    assert deployment["template"]["metadata"]["labels"] == NAME
    assert deployment["selector"]["matchLabels"] == NAME
    assert spread["labelSelector"]["matchLabels"] == NAME
    assert manifest("Service")["spec"]["selector"] == NAME
    assert manifest("PodDisruptionBudget")["spec"]["selector"]["matchLabels"] == NAME
    assert manifest("NetworkPolicy")["spec"]["podSelector"]["matchLabels"] == NAME


def test_autoscaler_sets_the_replicas() -> None:
    target = manifest("HorizontalPodAutoscaler")["spec"]["scaleTargetRef"]
    assert target == {"apiVersion": "apps/v1", "kind": "Deployment", "name": "question-sheet"}
    assert "replicas" not in manifest("Deployment")["spec"]


def test_min_replicas_exceed_disruption_budget() -> None:
    least: int = manifest("HorizontalPodAutoscaler")["spec"]["minReplicas"]
    assert least > manifest("PodDisruptionBudget")["spec"]["minAvailable"] >= 1


def test_a_request_finds_its_way_by_the_same_port(container: dict[str, Any]) -> None:
    (rule,) = manifest("HTTPRoute")["spec"]["rules"]
    (service,) = manifest("Service")["spec"]["ports"]
    (port,) = container["ports"]
    (allowed,) = manifest("NetworkPolicy")["spec"]["ingress"][0]["ports"]
    assert rule["backendRefs"] == [{"name": "question-sheet", "port": service["port"]}]
    assert service["targetPort"] == port["name"]
    assert port["containerPort"] == allowed["port"] == PORT
    assert ("EXPOSE", str(PORT)) in instructions()
    for probe in ("startupProbe", "readinessProbe", "livenessProbe"):
        assert container[probe]["httpGet"] == {"path": "/healthz", "port": port["name"]}


def test_each_reference_leads_to_another_manifest() -> None:
    gateway, route = manifest("Gateway")["spec"], manifest("HTTPRoute")["spec"]
    redirect = manifest("HTTPRoute", "question-sheet-redirect")["spec"]
    listeners = {listener["name"]: listener for listener in gateway["listeners"]}
    assert route["parentRefs"] == [{"name": "question-sheet", "sectionName": "https"}]
    assert redirect["parentRefs"] == [{"name": "question-sheet", "sectionName": "http"}]
    assert {(listener["protocol"], listener["port"]) for listener in listeners.values()} == {
        ("HTTP", 80),
        ("HTTPS", 443),
    }
    assert {listener["hostname"] for listener in listeners.values()} == set(route["hostnames"])
    assert route["hostnames"] == redirect["hostnames"]
    for reference in (
        gateway["infrastructure"]["parametersRef"],
        *manifest("BackendTrafficPolicy")["spec"]["targetRefs"],
        *manifest("ClientTrafficPolicy")["spec"]["targetRefs"],
    ):
        there = manifest(reference["kind"], reference["name"])
        assert there["apiVersion"].startswith(reference["group"] + "/")


def test_http_leads_to_https() -> None:
    (rule,) = manifest("HTTPRoute", "question-sheet-redirect")["spec"]["rules"]
    assert rule == {
        "filters": [{"type": "RequestRedirect", "requestRedirect": {"scheme": "https", "statusCode": 301}}]
    }


def test_only_the_proxies_of_this_gateway_come_in() -> None:
    (source,) = manifest("NetworkPolicy")["spec"]["ingress"][0]["from"]
    assert source["namespaceSelector"] == {
        "matchLabels": {"kubernetes.io/metadata.name": "envoy-gateway-system"}
    }
    labels = source["podSelector"]["matchLabels"]
    assert labels["gateway.envoyproxy.io/owning-gateway-name"] == manifest("Gateway")["metadata"]["name"]


def test_the_gateway_keeps_no_log_and_tells_no_address() -> None:
    assert manifest("EnvoyProxy")["spec"]["telemetry"] == {"accessLog": {"disable": True}}
    (rule,) = manifest("HTTPRoute")["spec"]["rules"]
    (changed,) = [entry["requestHeaderModifier"] for entry in rule["filters"]]
    assert {"X-Forwarded-For", "X-Forwarded-Host"} <= set(changed["remove"])


def test_nothing_goes_out() -> None:
    policy = manifest("NetworkPolicy")["spec"]
    assert set(policy["policyTypes"]) == {"Ingress", "Egress"}
    assert policy["egress"] == []


def test_a_copy_has_no_rights(pod: dict[str, Any], container: dict[str, Any]) -> None:
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert pod["securityContext"]["runAsUser"] > 0
    assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert pod["automountServiceAccountToken"] is False
    assert container["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert (
        {"memory", "cpu"} == set(container["resources"]["limits"]) == set(container["resources"]["requests"])
    )


def test_it_can_write_to_memory_alone(pod: dict[str, Any], container: dict[str, Any]) -> None:
    (volume,), (mount,) = pod["volumes"], container["volumeMounts"]
    assert (volume["name"], volume["emptyDir"]["medium"]) == (mount["name"], "Memory")
    assert mount["mountPath"] == "/tmp"  # noqa: S108  in the container


def test_grace_period_covers_graceful_timeout(pod: dict[str, Any], container: dict[str, Any]) -> None:
    settings = (ROOT / "deploy" / "gunicorn.conf.py").read_text("utf-8")
    (line,) = [line for line in settings.splitlines() if line.startswith("graceful_timeout")]
    before = float(container["lifecycle"]["preStop"]["exec"]["command"][-1])
    assert pod["terminationGracePeriodSeconds"] > before + float(line.partition("=")[2])
    rolling = manifest("Deployment")["spec"]["strategy"]["rollingUpdate"]
    assert rolling["maxUnavailable"] == 0


def test_the_settings_are_ones_that_the_app_reads(container: dict[str, Any]) -> None:
    environment = {entry["name"]: entry["value"] for entry in container["env"]}
    (secret,) = container["envFrom"]
    kept = manifest("Secret")
    assert secret["secretRef"]["name"] == kept["metadata"]["name"]
    assert {*environment, *kept["stringData"]} <= known_settings()
    settings = Settings.from_env(
        {**environment, "SECRET_KEYS": Fernet.generate_key().decode()}, ROOT / "instance"
    )
    assert (settings.proxies, settings.pdfs) == (1, int(environment["PDFS"]))


def test_secret_example_has_no_valid_key() -> None:
    (path,) = [path for path in MANIFESTS if read(path)["kind"] == "Secret"]
    assert path.suffix == ".example"
    for key in read(path)["stringData"]["SECRET_KEYS"].split(","):
        with pytest.raises(ValueError, match="32 url-safe base64"):
            Fernet(key)


def test_image_version_matches_compose(container: dict[str, Any]) -> None:
    built = read(ROOT / "deploy" / "compose.yaml")["services"]["app-1"]["image"]
    name, _colon, version = container["image"].rpartition(":")
    assert name.endswith("/" + built.partition(":")[0])
    assert version == built.partition(":")[2] not in {"", "latest"}

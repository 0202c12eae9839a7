"""Certificates that a site may show: good ones, and each kind that is none."""

import datetime
import ipaddress
import ssl
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Authority:
    """Somebody who signs certificates, and the file of its own."""

    folder: Path
    key: ec.EllipticCurvePrivateKey
    root: x509.Certificate

    @property
    def file(self) -> Path:
        return self.folder / "root.pem"

    def site(self, address: str = "127.0.0.1", ends: int = 1) -> ssl.SSLContext:
        """What a server at an address shows. ends: in how many days."""
        key = ec.generate_private_key(ec.SECP256R1())
        made = certificate(self, key, address, datetime.datetime.now(datetime.UTC) + ends * DAY)
        file = self.folder / f"{address}{ends}.pem"
        file.write_bytes(secret(key) + made.public_bytes(Encoding.PEM))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        return context

    def itself(self) -> ssl.SSLContext:
        """A server that signs for itself."""
        file = self.folder / "self.pem"
        file.write_bytes(secret(self.key) + self.root.public_bytes(Encoding.PEM))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        return context


def authority(folder: Path) -> Authority:
    key = ec.generate_private_key(ec.SECP256R1())
    now = datetime.datetime.now(datetime.UTC)
    root = (
        x509.CertificateBuilder()
        .subject_name(named("invented root"))
        .issuer_name(named("invented root"))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - 10 * DAY)
        .not_valid_after(now + DAY)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(at("127.0.0.1"), critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / "root.pem").write_bytes(root.public_bytes(Encoding.PEM))
    return Authority(folder, key, root)


def certificate(
    signer: Authority, key: ec.EllipticCurvePrivateKey, address: str, ends: datetime.datetime
) -> x509.Certificate:
    return (
        x509.CertificateBuilder()
        .subject_name(named("invented site"))
        .issuer_name(signer.root.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(ends - 5 * DAY)
        .not_valid_after(ends)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(at(address), critical=False)
        .sign(signer.key, hashes.SHA256())
    )


def named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def at(address: str) -> x509.SubjectAlternativeName:
    return x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(address))])


def secret(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())

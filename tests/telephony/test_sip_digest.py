from __future__ import annotations

from crm_desktop.telephony.sip_digest import Challenge, Proof, authorization, best_challenge

RFC_7616 = Challenge(
    "http-auth@example.org",
    "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
    qop="auth",
    opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS",
)
RFC_PROOF = Proof("GET", "/dir/index.html", "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ")


def test_md5_proof_is_that_of_the_standard() -> None:
    value = authorization(RFC_7616, "Mufasa", "Circle of Life", RFC_PROOF)

    assert 'response="8ca523f5e9506fed4657c9700eebdbec"' in value
    assert "nc=00000001" in value


def test_sha_256_proof_is_that_of_the_standard() -> None:
    challenge = Challenge(
        RFC_7616.realm, RFC_7616.nonce, "SHA-256", qop="auth", opaque=RFC_7616.opaque
    )

    value = authorization(challenge, "Mufasa", "Circle of Life", RFC_PROOF)

    expected = "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"
    assert f'response="{expected}"' in value


def test_proof_without_qop_is_that_of_the_older_standard() -> None:
    challenge = Challenge("testrealm@host.com", "dcd98b7102dd2f0e8b11d0f600bfb0c093")

    value = authorization(challenge, "Mufasa", "CircleOfLife", RFC_PROOF)

    assert 'response="1949323746fe6a43ef61f9606e7febea"' in value
    assert "qop" not in value


def test_strongest_challenge_that_can_be_answered_is_taken() -> None:
    md5 = 'Digest realm="a, \\"b\\"",nonce="1",algorithm=MD5,qop="auth-int,auth",stale=TRUE'
    sha = 'digest realm="c", nonce="2", algorithm=SHA-256, qop="auth", opaque="o"'
    strange = ['Digest realm="d",nonce="3",algorithm=SHA-512-256', 'Basic realm="e"', ""]

    assert best_challenge([md5, *strange]) == Challenge(
        'a, "b"', "1", "MD5", qop="auth", is_stale=True
    )
    assert best_challenge([md5, sha]) == Challenge("c", "2", "SHA-256", qop="auth", opaque="o")


def test_challenge_that_cannot_be_answered_is_none() -> None:
    assert best_challenge(['Digest realm="a",nonce="1",qop="auth-int"', "Negotiate"]) is None


def test_quote_in_a_user_stays_inside_its_quotes() -> None:
    value = authorization(Challenge("r", "n"), 'a", realm="x', "s", RFC_PROOF)

    assert 'username="a\\", realm=\\"x"' in value

package services

import (
	"bytes"
	"crypto/sha256"
	"math/big"
	"regexp"
	"strings"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/parts"
)

// The page documents one surface for storj and tardigrade.
var storj = catalog.Backend{
	Name:     "storj",
	Title:    "Storj",
	Category: catalog.ObjectStorage,
	Doc: "Buckets of the Storj network. Connecting takes an access grant, or an API key with an encryption " +
		"passphrase and the satellite they belong to.",
	// The network can still be reached through its S3 gateway.
	Withdrawn: catalog.Withdrawal{In: catalog.October, Instead: "Use `hoody_backend_s3` with Storj's S3-compatible gateway: " +
		"`provider_type = \"Storj\"`, `endpoint = \"gateway.storjshare.io\"` and S3 credentials made in the Storj console."},
	Synonyms: []string{"tardigrade"},
	Fields: []catalog.Field{
		{
			Name: "provider", Attr: "provider_type", Group: catalog.Authentication, Default: "existing", OneOf: []string{"existing", "new"},
			Doc: "Which credentials are meant: `existing` is an `access_grant`, `new` is an `api_key` with a " +
				"`passphrase` at `satellite_address`, from which a grant is made. The credentials that are set " +
				"decide, so it can stay as it is.",
		},
		{
			Name: "satellite_address", Shape: storjSatellite, Group: catalog.Authentication, Tells: catalog.Server,
			Default: "us1.storj.io", Known: []string{"us1.storj.io", "eu1.storj.io", "ap1.storj.io"},
			Doc: "Satellite that manages the account. One that Storj does not run itself is written " +
				"`<nodeid>@<host>:<port>`; it is ignored with an access grant, which names its own.",
		},
		{
			Name: "api_key", Shape: storjKey, Group: catalog.Authentication, Secret: true,
			Doc: "API key of a project on the satellite, used with `passphrase` where there is no access grant. It " +
				"cannot be changed in place: another key means connecting again.",
		},
		{
			Name: "passphrase", Encrypts: true, Group: catalog.Authentication, Secret: true, Rotates: true,
			Doc: "Passphrase that encrypts names and contents before they leave the machine, used with `api_key`. " +
				"Only objects uploaded with the same passphrase can be seen, and nobody can recover it.",
		},
		{
			Name: "access_grant", Shape: storjGrant, Group: catalog.Authentication, Secret: true,
			Doc: "Access grant made earlier in the Storj console or with `uplink`; it contains the satellite, the " +
				"API key and the encryption key. It cannot be changed in place: another grant means connecting " +
				"again.",
		},
		parts.Description,
	},
	Rules: []catalog.Rule{
		{OnlyOne: []string{"access_grant", "api_key"}, Because: "An access grant already holds an API key and a passphrase."},
		{If: "satellite_address", Without: []string{"access_grant"}, Because: "An access grant names its satellite."},
	},
	Ways: []catalog.Way{
		{
			Name: "Access grant", Fields: []string{"access_grant"}, With: []string{"provider"},
			Doc: "Everything in one text, limited to what it was made for.",
		},
		{
			Name: "API key and passphrase", Fields: []string{"api_key", "passphrase"}, With: []string{"satellite_address", "provider"},
			Doc: "What a grant is made from.",
		},
	},
	Verified: "It lists the buckets at the satellite. Any passphrase does for that: a wrong one shows none of " +
		"the objects, and is no error.",
	VerifiedRead: "Objects that another passphrase encrypted are not even listed, so it proves the passphrase or the " +
		"grant.",
	VerifiedWrite: "The few bytes are kept by the satellite itself: it proves nothing about the storage nodes, nor, with " +
		"any passphrase, that it is the one that others use.",
}

// storjSatellite is where an account is managed.
var storjSatellite = catalog.NotAt(catalog.BareHost, catalog.Elsewhere{
	Is: regexp.MustCompile(`^([^/]+\.)?storjshare\.io`), Of: "Storj's gateway, and not of a satellite",
	Do: "For the gateway use hoody_backend_s3 with its S3 credentials; satellites are hosts such as us1.storj.io.",
})

// A key and a grant look alike: both are base58 with a checksum. A key holds a macaroon,
// which begins with its version, and a grant a message, which begins with its first field.
// Source: packages base58, macaroon and pb (scope.proto) of storj.io/common.
const (
	macaroonVersion = 2
	firstField      = 1<<3 | 2
)

func storjKey(_ *catalog.Field, value string) *catalog.Finding {
	if storjContent(value) != firstField {
		return nil
	}
	return &catalog.Finding{
		Summary: "is an access grant",
		Detail:  "It goes into access_grant, without passphrase and satellite_address, which it has in it.",
	}
}

func storjGrant(_ *catalog.Field, value string) *catalog.Finding {
	if storjContent(value) != macaroonVersion {
		return nil
	}
	return &catalog.Finding{
		Summary: "is an API key",
		Detail:  "It goes into api_key, with passphrase and satellite_address.",
	}
}

// storjContent is the first byte of what a text holds in base58 with a checksum, or 0.
func storjContent(value string) byte {
	const (
		digits   = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
		checksum = 4
		most     = 4096
	)
	rest, versionZero := strings.CutPrefix(value, digits[:1])
	if !versionZero || len(value) > most {
		return 0
	}
	number, base := new(big.Int), big.NewInt(int64(len(digits)))
	for _, c := range rest {
		digit := strings.IndexRune(digits, c)
		if digit < 0 {
			return 0
		}
		number.Add(number.Mul(number, base), big.NewInt(int64(digit)))
	}
	decoded := append([]byte{0}, number.Bytes()...)
	if len(decoded) < checksum+2 {
		return 0
	}
	content, sum := decoded[:len(decoded)-checksum], decoded[len(decoded)-checksum:]
	once := sha256.Sum256(content)
	twice := sha256.Sum256(once[:])
	if !bytes.Equal(twice[:checksum], sum) {
		return 0
	}
	return content[1]
}

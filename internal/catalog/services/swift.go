package services

import (
	"regexp"
	"strings"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/parts"
)

var swift = catalog.Backend{
	Name:     "swift",
	Title:    "OpenStack Swift",
	Category: catalog.ObjectStorage,
	Doc: "Containers of OpenStack Swift, as run by OVH, Rackspace, Infomaniak and many private clouds. " +
		"Connecting takes the address of the identity service and a user with a password, an application " +
		"credential, or a token with the storage URL.",
	Fields: []catalog.Field{
		{
			Name: "user", Group: catalog.Authentication, Tells: catalog.User,
			Doc: "Name of the user that signs in, `OS_USERNAME` in OpenStack's own tools.",
		},
		{
			Name: "key", Group: catalog.Authentication, Secret: true, Rotates: true,
			Doc: "Password or API key of the user, `OS_PASSWORD` in OpenStack's own tools.",
		},
		{
			Name: "auth", Shape: swiftAuth, Group: catalog.Authentication, Tells: catalog.Server,
			Known: []string{"https://auth.api.rackspacecloud.com/v1.0", "https://auth.cloud.ovh.net/v3"},
			Doc: "Address of the identity service, `OS_AUTH_URL` in OpenStack's own tools. It usually ends in the " +
				"version of its API, such as `/v3`.",
		},
		{
			Name: "auth_version", Group: catalog.Authentication, Kind: catalog.Int, Most: 3,
			Doc: "Version of the identity API, `1`, `2` or `3`, where the address in `auth` does not end in it. " +
				"`0` takes it from there.",
		},
		{
			Name: "auth_token", Group: catalog.Authentication, Secret: true, Rotates: true,
			Doc: "Token obtained elsewhere, `OS_AUTH_TOKEN` in OpenStack's own tools, used with `storage_url` " +
				"instead of a user and password. It is not renewed when it expires.",
		},
		{
			Name: "tenant", Group: catalog.Authentication,
			Doc: "Name of the project (tenant), `OS_PROJECT_NAME` or `OS_TENANT_NAME` in OpenStack's own tools. " +
				"Versions 2 and 3 of the identity API need this or `tenant_id`, unless the user has a project of its own.",
		},
		{
			Name: "tenant_id", Group: catalog.Authentication,
			Doc: "Id of the project (tenant), `OS_TENANT_ID` in OpenStack's own tools. It stands in for `tenant`.",
		},
		{
			Name: "tenant_domain", Group: catalog.Authentication,
			Doc: "Domain that the project belongs to, `OS_PROJECT_DOMAIN_NAME` in OpenStack's own tools. Only " +
				"version 3 of the identity API knows domains.",
		},
		{
			Name: "domain", Group: catalog.Authentication,
			Doc: "Domain that the user belongs to, `OS_USER_DOMAIN_NAME` in OpenStack's own tools. Only version 3 " +
				"of the identity API knows domains.",
		},
		{
			Name: "user_id", Group: catalog.Authentication,
			Doc: "Id of the user, `OS_USER_ID` in OpenStack's own tools, instead of the name in `user`. Only " +
				"version 3 of the identity API takes it.",
		},
		{
			Name: "application_credential_id", Group: catalog.Authentication,
			Doc: "Id of an application credential, which signs in a program without a user's password. It goes " +
				"with `application_credential_secret`.",
		},
		{
			Name: "application_credential_name", Group: catalog.Authentication,
			Doc: "Name of an application credential, as an alternative to its id. A name is unique only for its " +
				"user, so `user` or `user_id` is needed as well.",
		},
		{
			Name: "application_credential_secret", Group: catalog.Authentication, Secret: true,
			Doc: "Secret of the application credential. OpenStack shows it only once, when it is created.",
		},
		{
			Name: "storage_url", Group: catalog.Authentication, Tells: catalog.Server, Kind: catalog.URL,
			Doc: "Address of the object store itself, `OS_STORAGE_URL` in OpenStack's own tools. Empty takes the " +
				"one that the identity service names for `region`.",
		},
		{
			Name: "region", Group: catalog.Authentication,
			Doc: "Region whose object store is used, `OS_REGION_NAME` in OpenStack's own tools. It can stay empty " +
				"where the service has only one.",
		},
		{
			Name: "endpoint_type", Group: catalog.Authentication, Default: "public", OneOf: []string{"public", "internal", "admin"},
			Doc: "Which of the service's addresses to use: `public` from anywhere, `internal` on the cloud's own " +
				"network, `admin` for operators.",
		},
		{
			Name: "storage_policy", Known: []string{"pcs", "pca"},
			Doc: "Storage policy of containers that are created, which cannot be changed later. The names are the " +
				"service's own: OVH calls its standard storage `pcs` and its archive `pca`; empty takes the " +
				"default.",
		},
		{
			Name: "chunk_size", Group: catalog.Transfer, Kind: catalog.Size, Default: "5368709120", Least: 1,
			Doc: "Size in bytes above which a file is stored in segments of this size. Swift stores at most 5 GiB " +
				"in one object.",
		},
		{
			Name: "no_chunk", Group: catalog.Transfer, Kind: catalog.Bool,
			Doc: "Does not split streams of unknown length into segments. Such a file is easier to handle and has " +
				"a checksum, but fails beyond 5 GiB.",
		},
		{
			Name: "no_large_objects", Group: catalog.Transfer, Kind: catalog.Bool,
			Doc: "Assumes that no file is stored in segments, which saves a request for each file. It implies " +
				"`no_chunk`; files beyond 5 GiB fail, and segmented files already there are treated wrongly.",
		},
		{
			Name: "leave_parts_on_error", Group: catalog.Transfer, Kind: catalog.Bool,
			Doc: "Keeps the segments of an upload that failed, so that someone can finish it by hand. They take " +
				"space until they are removed.",
		},
		{
			Name: "use_segments_container", Group: catalog.Transfer, Kind: catalog.Tristate,
			Doc: "Where the segments of large files go: `true` puts them into a container of its own, named like " +
				"the files' container with `_segments` appended, `false` into a hidden folder of the same " +
				"container. Leave it unset to have it chosen by the service's address.",
		},
		{
			Name: "fetch_until_empty_page", Group: catalog.Listing, Kind: catalog.Bool,
			Doc: "Asks for listing pages until an empty one comes, rather than until a short one comes. Set it " +
				"when listings lack files because the service cuts its pages short; it costs one more request for " +
				"each listing.",
		},
		{
			Name: "partial_page_fetch_threshold", Group: catalog.Listing, Kind: catalog.Int, Most: 100,
			Doc: "Percentage: a page that is short by no more than this is not taken for the last one. It is a " +
				"milder way than `fetch_until_empty_page` to cope with services that cut their pages short; `0` " +
				"turns it off.",
		},
		{
			Name: "env_auth", Group: catalog.Authentication, Kind: catalog.Bool,
			Withdrawn: catalog.Withdrawal{In: catalog.October, But: false, Instead: "Set `auth` with an application credential, or with `user` and `key`."},
			Doc: "Takes the credentials from the `OS_*` variables of the environment where the engine runs. Leave " +
				"the other credentials empty with it.",
		},
		parts.Description,
		parts.Encoding("16777218"),
	},
	Rules: []catalog.Rule{
		{If: "auth_token", Needs: []string{"storage_url"},
			Unless:  []string{"key", "application_credential_secret", "env_auth"},
			Because: "A token alone does not say where the storage is."},
		{If: "user", Needs: []string{"key"}, Unless: noPassword, Because: aUsersPassword},
		{If: "user_id", Needs: []string{"key"}, Unless: noPassword, Because: aUsersPassword},
		{If: "key", AnyOf: []string{"user", "user_id"}, Unless: []string{"env_auth"}, Idle: true,
			Because: "It is the password of a user."},
		{If: "user", Needs: []string{"domain"}, Warns: true, Case: isVersion3,
			Unless:  []string{"user_id", "application_credential_id", "auth_token", "env_auth"},
			Because: "Version 3 of the identity API knows a name only within its domain, \"Default\" in most places."},
		{If: "user", AnyOf: []string{"tenant", "tenant_id"}, Warns: true, Case: isVersion3, Unless: noPassword,
			Because: noProject},
		{If: "user_id", AnyOf: []string{"tenant", "tenant_id"}, Warns: true, Case: isVersion3, Unless: noPassword,
			Because: noProject},
		{If: "application_credential_secret", AnyOf: []string{"application_credential_id", "application_credential_name"}, Because: "Both halves of an application credential sign in."},
		{If: "application_credential_name", Needs: []string{"application_credential_secret"}, Because: "Both halves of an application credential sign in."},
		{If: "application_credential_name", AnyOf: []string{"user", "user_id", "env_auth"}, Because: "A name is unique only for its user."},
		{If: "domain", Where: "auth_version", Is: "3", Because: onlyVersion3},
		{If: "tenant_domain", Where: "auth_version", Is: "3", Because: onlyVersion3},
		{If: "user_id", Where: "auth_version", Is: "3", Because: onlyVersion3},
	},
	Ways: []catalog.Way{
		{
			Name: "Password", At: []string{"auth"}, Fields: []string{"user", "key"}, With: []string{"domain", "tenant", "tenant_id", "tenant_domain", "storage_url"},
			Doc: "A user in a project; which of the optional fields are needed depends on the version of the identity API.",
		},
		{
			Name: "Password, by the user's id", At: []string{"auth"}, Fields: []string{"user_id", "key"}, With: []string{"tenant", "tenant_id", "tenant_domain", "storage_url"},
			Doc: "The same; an id needs no domain.",
		},
		{
			Name: "Application credential, by id", At: []string{"auth"}, Fields: []string{"application_credential_id", "application_credential_secret"}, With: []string{"storage_url"},
			Doc: "The better way for programs: it can be limited, and is revoked without changing a password.",
		},
		{
			Name: "Application credential, by name", At: []string{"auth"}, Fields: []string{"application_credential_name", "application_credential_secret", "user"}, With: []string{"domain", "storage_url"},
			Doc: "The same, found among those of its user.",
		},
		{
			Name: "Application credential, by name and the user's id", At: []string{"auth"}, Fields: []string{"application_credential_name", "application_credential_secret", "user_id"}, With: []string{"storage_url"},
			Doc: "The same; an id needs no domain.",
		},
		{
			Name: "Token", Fields: []string{"auth_token", "storage_url"},
			Doc: "A token that was obtained elsewhere, until it expires.",
		},
		{
			Name: "Environment", Fields: []string{"env_auth"}, With: []string{"auth", "domain", "tenant", "tenant_id", "tenant_domain", "storage_url"},
			Doc: "The `OS_*` variables where the engine runs.",
		},
	},
	Verified:      "It signs in at the identity service and lists the containers of the account in `region`.",
	VerifiedWrite: "`storage_policy` is not tried: it matters only where a container is made.",
}

// noPassword are ways to authenticate in which a user may be named, and has no password.
var noPassword = []string{"application_credential_secret", "auth_token", "env_auth"}

const (
	aUsersPassword = "A user signs in with a password or an API key."
	noProject      = "Version 3 of the identity API gives access to a project, which is then the user's default, " +
		"if there is one."
)

// isVersion3 reports whether the identity API is of version 3. Where the version is not set,
// the address tells it, as for rclone.
func isVersion3(c catalog.Config) bool {
	version, _ := c.Values["auth_version"].(int64)
	address, _ := c.Values["auth"].(string)
	return version == 3 || version == 0 && !c.Unknown["auth_version"] && strings.Contains(address, "v3")
}

const onlyVersion3 = "Only version 3 of the identity API knows it."

// swiftAuth is the address of an identity service.
var swiftAuth = catalog.NotAt(catalog.Address, catalog.Elsewhere{
	Is: regexp.MustCompile(`^[^?]*/v1/auth_`), Of: "an account's storage, and not of an identity service",
	Do: "It goes into storage_url; OpenStack's own tools have the right one in OS_AUTH_URL.",
})

package catalog

var swift = Backend{
	Name:  "swift",
	Title: "OpenStack Swift",
	Doc:   "TODO",
	Fields: []Field{
		{
			Name: "user",
			Doc:  "TODO: Username (OS_USERNAME).",
		},
		{
			Name: "key", Secret: true, Rotates: true,
			Doc: "TODO: API key or password (OS_PASSWORD).",
		},
		{
			Name: "auth", Known: []string{"https://auth.api.rackspacecloud.com/v1.0", "https://auth.cloud.ovh.net/v3"},
			Doc: "TODO: Auth URL. One of the preset provider URLs (e.g. `https://auth.api.rackspacecloud.com/v1.0`, `https://auth.cloud.ovh.net/v3`).",
		},
		{
			Name: "auth_version", Kind: Int,
			Doc: "TODO: Auth version (`1`, `2`, or `3`) if the auth URL has none.",
		},
		{
			Name: "auth_token", Secret: true, Rotates: true,
			Doc: "TODO: Auth token from alternate authentication (OS_AUTH_TOKEN).",
		},
		{
			Name: "tenant",
			Doc:  "TODO: Tenant name (OS_TENANT_NAME or OS_PROJECT_NAME).",
		},
		{
			Name: "tenant_id",
			Doc:  "TODO: Tenant ID (OS_TENANT_ID).",
		},
		{
			Name: "tenant_domain",
			Doc:  "TODO: Tenant domain (OS_PROJECT_DOMAIN_NAME) for v3 auth.",
		},
		{
			Name: "domain",
			Doc:  "TODO: User domain (OS_USER_DOMAIN_NAME) for v3 auth.",
		},
		{
			Name: "user_id",
			Doc:  "TODO: User ID for v3 auth (OS_USER_ID).",
		},
		{
			Name: "application_credential_id",
			Doc:  "TODO: Application credential ID.",
		},
		{
			Name: "application_credential_name",
			Doc:  "TODO: Application credential name.",
		},
		{
			Name: "application_credential_secret", Secret: true,
			Doc: "TODO: Application credential secret.",
		},
		{
			Name: "storage_url",
			Doc:  "TODO: Storage URL (OS_STORAGE_URL).",
		},
		{
			Name: "region",
			Doc:  "TODO: Region name (OS_REGION_NAME).",
		},
		{
			Name: "endpoint_type", Default: "public", OneOf: []string{"public", "internal", "admin"},
			Doc: "TODO: Endpoint type. One of `public`, `internal`, `admin`.",
		},
		{
			Name: "storage_policy", Known: []string{"pcs", "pca"},
			Doc: "TODO: Storage policy for new containers. One of `\"\"`, `pcs`, `pca`.",
		},
		{
			Name: "chunk_size", Kind: Size, Default: "5368709120",
			Doc: "TODO: Files above this size (in bytes) will be chunked.",
		},
		{
			Name: "no_chunk", Kind: Bool,
			Doc: "TODO: Don't chunk files during streaming upload.",
		},
		{
			Name: "no_large_objects", Kind: Bool,
			Doc: "TODO: Disable static and dynamic large object support.",
		},
		{
			Name: "leave_parts_on_error", Kind: Bool,
			Doc: "TODO: Leave successfully uploaded parts on error.",
		},
		{
			Name: "use_segments_container", Kind: Tristate,
			Doc: "TODO: Store segment chunks in a `_segments` container (`true`/`false`/unset).",
		},
		{
			Name: "fetch_until_empty_page", Kind: Bool,
			Doc: "TODO: Always fetch additional pagination pages.",
		},
		{
			Name: "partial_page_fetch_threshold", Kind: Int,
			Doc: "TODO: Fetch if the current page is within this percentage of the limit.",
		},
		{
			Name: "env_auth", Kind: Bool,
			Doc: "TODO: Read Swift credentials from environment variables.",
		},
		{
			Name: "description",
			Doc:  "TODO: Description of the remote.",
		},
		{
			Name: "encoding", Kind: Encoding, Default: "16777218",
			Doc: "TODO: Backend encoding.",
		},
	},
}

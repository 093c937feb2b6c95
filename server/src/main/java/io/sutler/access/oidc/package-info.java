/** Sign-in by OAuth 2's authorization code, at Hydra or whoever speaks OpenID Connect. */
@NullMarked
package io.sutler.access.oidc;

import org.jspecify.annotations.NullMarked;

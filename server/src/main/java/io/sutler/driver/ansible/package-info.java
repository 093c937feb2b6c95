/**
 * A component made real by an Ansible playbook of its plan, on machines that another component gave
 * or that are named in the plan.
 */
@NullMarked
package io.sutler.driver.ansible;

import org.jspecify.annotations.NullMarked;

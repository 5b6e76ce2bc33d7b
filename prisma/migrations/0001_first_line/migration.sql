-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "PairingStatus" AS ENUM ('pilot', 'official', 'ended');

-- CreateEnum
CREATE TYPE "AgreementStatus" AS ENUM ('draft', 'signed', 'suspended', 'terminated');

-- CreateEnum
CREATE TYPE "PartyRole" AS ENUM ('supporting', 'supported', 'authority');

-- CreateEnum
CREATE TYPE "ConsultState" AS ENUM ('draft', 'sent', 'awaitingSupplement', 'accepted', 'withSpecialists', 'scheduled', 'inConference', 'awaitingMinutes', 'answered', 'following', 'awaitingSummary', 'closed', 'declined', 'withdrawn');

-- CreateEnum
CREATE TYPE "Level" AS ENUM ('redAlert', 'emergency', 'sameDay', 'routine');

-- CreateEnum
CREATE TYPE "Sex" AS ENUM ('male', 'female', 'unknown');

-- CreateEnum
CREATE TYPE "AgeUnit" AS ENUM ('years', 'months', 'days');

-- CreateEnum
CREATE TYPE "DataBasis" AS ENUM ('consent', 'emergency');

-- CreateEnum
CREATE TYPE "AccessKind" AS ENUM ('treating', 'coordinator', 'specialist', 'chair', 'scribe', 'observer');

-- CreateEnum
CREATE TYPE "DecisionKind" AS ENUM ('apply', 'partly', 'not');

-- CreateEnum
CREATE TYPE "Condition" AS ENUM ('better', 'same', 'worse', 'discharged', 'referred', 'died');

-- CreateEnum
CREATE TYPE "EndKind" AS ENUM ('discharge', 'endOfCare', 'referral', 'leftAgainstAdvice', 'death');

-- CreateEnum
CREATE TYPE "TreatmentResult" AS ENUM ('recovered', 'improved', 'unchanged', 'worse', 'died', 'hopelessHome', 'unknown');

-- CreateEnum
CREATE TYPE "DiagnosisChange" AS ENUM ('no', 'added', 'changed');

-- CreateEnum
CREATE TYPE "PaperKind" AS ENUM ('opinion', 'minutes');

-- CreateEnum
CREATE TYPE "HospitalKind" AS ENUM ('hospital', 'healthCentre', 'healthStation', 'authority');

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('treatingDoctor', 'head', 'coordinator', 'specialist', 'authority', 'administrator');

-- CreateEnum
CREATE TYPE "ConferenceState" AS ENUM ('planned', 'open', 'awaitingMinutes', 'done', 'notHeld');

-- CreateEnum
CREATE TYPE "ConferenceRole" AS ENUM ('chair', 'scribe', 'presenter', 'specialist');

-- CreateTable
CREATE TABLE "Pairing" (
    "id" UUID NOT NULL,
    "seniorId" UUID NOT NULL,
    "authorityId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "status" "PairingStatus" NOT NULL,
    "since" DATE NOT NULL,

    CONSTRAINT "Pairing_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PairingJunior" (
    "pairingId" UUID NOT NULL,
    "hospitalId" UUID NOT NULL,
    "validFrom" DATE NOT NULL,
    "validUntil" DATE,

    CONSTRAINT "PairingJunior_pkey" PRIMARY KEY ("pairingId","hospitalId")
);

-- CreateTable
CREATE TABLE "Agreement" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "status" "AgreementStatus" NOT NULL,
    "validFrom" DATE NOT NULL,
    "validUntil" DATE NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Agreement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AgreementParty" (
    "agreementId" UUID NOT NULL,
    "hospitalId" UUID NOT NULL,
    "role" "PartyRole" NOT NULL,

    CONSTRAINT "AgreementParty_pkey" PRIMARY KEY ("agreementId","hospitalId")
);

-- CreateTable
CREATE TABLE "AgreementSpecialty" (
    "agreementId" UUID NOT NULL,
    "specialtyCode" TEXT NOT NULL,

    CONSTRAINT "AgreementSpecialty_pkey" PRIMARY KEY ("agreementId","specialtyCode")
);

-- CreateTable
CREATE TABLE "Event" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "personId" UUID,
    "membershipId" UUID,
    "hospitalId" UUID,
    "name" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "subjectId" UUID NOT NULL,
    "fields" TEXT[],
    "facts" JSONB NOT NULL DEFAULT '{}',
    "audience" TEXT[],
    "deliveredAt" TIMESTAMPTZ(3),

    CONSTRAINT "Event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Access" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "slot" TIMESTAMPTZ(3) NOT NULL,
    "personId" UUID NOT NULL,
    "membershipId" UUID NOT NULL,
    "hospitalId" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "subjectId" UUID NOT NULL,
    "part" TEXT NOT NULL,
    "basis" TEXT NOT NULL,

    CONSTRAINT "Access_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Command" (
    "personId" UUID NOT NULL,
    "id" TEXT NOT NULL,
    "verb" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "result" JSONB,

    CONSTRAINT "Command_pkey" PRIMARY KEY ("personId","id")
);

-- CreateTable
CREATE TABLE "Setting" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,

    CONSTRAINT "Setting_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "Specialty" (
    "code" TEXT NOT NULL,
    "nameVi" TEXT NOT NULL,
    "nameEn" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "Specialty_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "Consult" (
    "id" UUID NOT NULL,
    "code" TEXT,
    "state" "ConsultState" NOT NULL,
    "requestingId" UUID NOT NULL,
    "departmentId" UUID,
    "treatingDoctorId" UUID NOT NULL,
    "supportingId" UUID,
    "specialtyCode" TEXT,
    "level" "Level",
    "agreementId" UUID,
    "overrideReason" TEXT,
    "draft" JSONB,
    "draftVersion" INTEGER NOT NULL DEFAULT 0,
    "requestVersion" INTEGER NOT NULL DEFAULT 0,
    "sex" "Sex",
    "ageValue" INTEGER,
    "ageUnit" "AgeUnit",
    "ageEstimated" BOOLEAN NOT NULL DEFAULT false,
    "situation" TEXT,
    "dataBasis" "DataBasis",
    "specialistId" UUID,
    "answerKind" "PaperKind",
    "answerId" UUID,
    "answerVersion" INTEGER,
    "notFollowed" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "sentAt" TIMESTAMPTZ(3),
    "acceptedAt" TIMESTAMPTZ(3),
    "answeredAt" TIMESTAMPTZ(3),
    "closedAt" TIMESTAMPTZ(3),
    "dueAt" TIMESTAMPTZ(3),

    CONSTRAINT "Consult_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ConsultIdentity" (
    "consultId" UUID NOT NULL,
    "unidentified" BOOLEAN NOT NULL,
    "patientName" TEXT,
    "recordNumber" TEXT NOT NULL DEFAULT '',
    "admissionNumber" TEXT NOT NULL DEFAULT '',
    "department" TEXT NOT NULL DEFAULT '',
    "room" TEXT NOT NULL DEFAULT '',
    "bed" TEXT NOT NULL DEFAULT '',
    "admittedOn" DATE,
    "diagnosis" TEXT NOT NULL DEFAULT '',
    "basisPerson" TEXT NOT NULL DEFAULT '',
    "basisRelation" TEXT NOT NULL DEFAULT '',
    "basisReason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "ConsultIdentity_pkey" PRIMARY KEY ("consultId")
);

-- CreateTable
CREATE TABLE "Question" (
    "id" UUID NOT NULL,
    "consultId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "sinceVersion" INTEGER NOT NULL,

    CONSTRAINT "Question_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RequestVersion" (
    "consultId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "personId" UUID NOT NULL,
    "content" JSONB NOT NULL,

    CONSTRAINT "RequestVersion_pkey" PRIMARY KEY ("consultId","version")
);

-- CreateTable
CREATE TABLE "ConsultAccess" (
    "id" UUID NOT NULL,
    "consultId" UUID NOT NULL,
    "hospitalId" UUID NOT NULL,
    "personId" UUID,
    "role" "Role",
    "departmentId" UUID,
    "kind" "AccessKind" NOT NULL,
    "deidentified" BOOLEAN NOT NULL DEFAULT false,
    "validFrom" TIMESTAMPTZ(3) NOT NULL,
    "validUntil" TIMESTAMPTZ(3),
    "basis" TEXT NOT NULL,

    CONSTRAINT "ConsultAccess_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ConsultStep" (
    "id" UUID NOT NULL,
    "consultId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "personId" UUID NOT NULL,
    "hospitalId" UUID NOT NULL,
    "action" TEXT NOT NULL,
    "fromState" "ConsultState" NOT NULL,
    "toState" "ConsultState" NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "ConsultStep_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ConsultFile" (
    "id" UUID NOT NULL,
    "consultId" UUID NOT NULL,
    "sha256" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "mediaType" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "thumbnail" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "personId" UUID NOT NULL,
    "requestVersion" INTEGER,

    CONSTRAINT "ConsultFile_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Opinion" (
    "id" UUID NOT NULL,
    "consultId" UUID NOT NULL,
    "specialistId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "requestVersion" INTEGER NOT NULL,
    "draft" JSONB,
    "draftVersion" INTEGER NOT NULL DEFAULT 0,
    "general" TEXT NOT NULL DEFAULT '',
    "reason" TEXT NOT NULL DEFAULT '',
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "confirmedAt" TIMESTAMPTZ(3),
    "acknowledgedAt" TIMESTAMPTZ(3),
    "acknowledgedById" UUID,

    CONSTRAINT "Opinion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OpinionAnswer" (
    "opinionId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "answered" BOOLEAN NOT NULL,

    CONSTRAINT "OpinionAnswer_pkey" PRIMARY KEY ("opinionId","number")
);

-- CreateTable
CREATE TABLE "Decision" (
    "id" UUID NOT NULL,
    "consultId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "personId" UUID NOT NULL,
    "kind" "DecisionKind" NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "answerId" UUID NOT NULL,
    "answerVersion" INTEGER NOT NULL,

    CONSTRAINT "Decision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FollowUp" (
    "id" UUID NOT NULL,
    "consultId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "personId" UUID NOT NULL,
    "condition" "Condition" NOT NULL,
    "note" TEXT NOT NULL,

    CONSTRAINT "FollowUp_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Outcome" (
    "consultId" UUID NOT NULL,
    "endKind" "EndKind" NOT NULL,
    "endedOn" DATE NOT NULL,
    "result" "TreatmentResult",
    "treatedOnSite" BOOLEAN,
    "diagnosisChange" "DiagnosisChange",
    "usefulness" INTEGER,
    "remark" TEXT NOT NULL DEFAULT '',
    "evaluatedAt" TIMESTAMPTZ(3),
    "evaluatedById" UUID,

    CONSTRAINT "Outcome_pkey" PRIMARY KEY ("consultId")
);

-- CreateTable
CREATE TABLE "Remark" (
    "id" UUID NOT NULL,
    "consultId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "personId" UUID NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "Remark_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StoredFile" (
    "sha256" TEXT NOT NULL,
    "mediaType" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "width" INTEGER,
    "height" INTEGER,
    "thumbnail" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "StoredFile_pkey" PRIMARY KEY ("sha256")
);

-- CreateTable
CREATE TABLE "Paper" (
    "id" UUID NOT NULL,
    "kind" "PaperKind" NOT NULL,
    "consultId" UUID NOT NULL,
    "sourceId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "checkCode" TEXT NOT NULL,
    "confirmedAt" TIMESTAMPTZ(3) NOT NULL,
    "sha256" TEXT,
    "size" INTEGER,
    "supersededAt" TIMESTAMPTZ(3),

    CONSTRAINT "Paper_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Hospital" (
    "id" UUID NOT NULL,
    "kind" "HospitalKind" NOT NULL,
    "code" TEXT NOT NULL,
    "authorityId" UUID,
    "place" TEXT NOT NULL DEFAULT '',
    "telephone" TEXT NOT NULL DEFAULT '',
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Hospital_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "HospitalName" (
    "id" UUID NOT NULL,
    "hospitalId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "shortName" TEXT NOT NULL,
    "validFrom" DATE NOT NULL,
    "validUntil" DATE,

    CONSTRAINT "HospitalName_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Department" (
    "id" UUID NOT NULL,
    "hospitalId" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "Department_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CodeCounter" (
    "hospitalId" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "last" INTEGER NOT NULL,

    CONSTRAINT "CodeCounter_pkey" PRIMARY KEY ("hospitalId","year")
);

-- CreateTable
CREATE TABLE "Notice" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "hospitalId" UUID NOT NULL,
    "eventId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "params" JSONB NOT NULL,
    "href" TEXT NOT NULL,
    "urgent" BOOLEAN NOT NULL DEFAULT false,
    "readAt" TIMESTAMPTZ(3),

    CONSTRAINT "Notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Mail" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "eventId" UUID NOT NULL,
    "recipient" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "body" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "sentAt" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "failure" TEXT,

    CONSTRAINT "Mail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Person" (
    "id" UUID NOT NULL,
    "fullName" TEXT NOT NULL,
    "title" TEXT NOT NULL DEFAULT '',
    "telephone" TEXT,
    "email" TEXT,
    "passwordHash" TEXT NOT NULL,
    "locked" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Membership" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "hospitalId" UUID NOT NULL,
    "departmentId" UUID,
    "specialtyCode" TEXT,
    "roles" "Role"[],
    "position" TEXT NOT NULL DEFAULT '',
    "validFrom" DATE NOT NULL,
    "validUntil" DATE,

    CONSTRAINT "Membership_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SignIn" (
    "tokenHash" TEXT NOT NULL,
    "personId" UUID NOT NULL,
    "membershipId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "lastSeenAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "userAgent" TEXT NOT NULL DEFAULT '',
    "address" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "SignIn_pkey" PRIMARY KEY ("tokenHash")
);

-- CreateTable
CREATE TABLE "KnownBrowser" (
    "tokenHash" TEXT NOT NULL,
    "personId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "KnownBrowser_pkey" PRIMARY KEY ("tokenHash")
);

-- CreateTable
CREATE TABLE "SignInFailure" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "counter" TEXT NOT NULL,

    CONSTRAINT "SignInFailure_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Room" (
    "conferenceId" UUID NOT NULL,
    "lastSeq" INTEGER NOT NULL DEFAULT 0,
    "closedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Room_pkey" PRIMARY KEY ("conferenceId")
);

-- CreateTable
CREATE TABLE "RoomEntry" (
    "conferenceId" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "cmdId" TEXT NOT NULL,
    "personId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "body" JSONB NOT NULL,

    CONSTRAINT "RoomEntry_pkey" PRIMARY KEY ("conferenceId","seq")
);

-- CreateTable
CREATE TABLE "Minutes" (
    "id" UUID NOT NULL,
    "conferenceId" UUID NOT NULL,
    "consultId" UUID NOT NULL,
    "requestVersion" INTEGER NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "draftVersion" INTEGER NOT NULL DEFAULT 0,
    "summary" TEXT NOT NULL DEFAULT '',
    "diagnosis" TEXT NOT NULL DEFAULT '',
    "treatmentPlan" TEXT NOT NULL DEFAULT '',
    "conclusions" JSONB NOT NULL,
    "attendance" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "scribeId" UUID NOT NULL,
    "scribeConfirmedAt" TIMESTAMPTZ(3),
    "chairId" UUID NOT NULL,
    "chairConfirmedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Minutes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Conference" (
    "id" UUID NOT NULL,
    "consultId" UUID NOT NULL,
    "state" "ConferenceState" NOT NULL,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "openedAt" TIMESTAMPTZ(3),
    "closedAt" TIMESTAMPTZ(3),
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "Conference_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ConferenceMember" (
    "conferenceId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "hospitalId" UUID NOT NULL,
    "role" "ConferenceRole" NOT NULL,

    CONSTRAINT "ConferenceMember_pkey" PRIMARY KEY ("conferenceId","personId")
);

-- CreateTable
CREATE TABLE "Booking" (
    "id" UUID NOT NULL,
    "conferenceId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "releasedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Booking_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Agreement_number_key" ON "Agreement"("number");

-- CreateIndex
CREATE INDEX "AgreementParty_hospitalId_idx" ON "AgreementParty"("hospitalId");

-- CreateIndex
CREATE INDEX "Event_subject_subjectId_at_idx" ON "Event"("subject", "subjectId", "at");

-- CreateIndex
CREATE INDEX "Access_subject_subjectId_at_idx" ON "Access"("subject", "subjectId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "Access_personId_subjectId_part_slot_key" ON "Access"("personId", "subjectId", "part", "slot");

-- CreateIndex
CREATE INDEX "Command_at_idx" ON "Command"("at");

-- CreateIndex
CREATE UNIQUE INDEX "Consult_code_key" ON "Consult"("code");

-- CreateIndex
CREATE INDEX "Consult_requestingId_state_updatedAt_idx" ON "Consult"("requestingId", "state", "updatedAt");

-- CreateIndex
CREATE INDEX "Consult_supportingId_state_updatedAt_idx" ON "Consult"("supportingId", "state", "updatedAt");

-- CreateIndex
CREATE UNIQUE INDEX "Question_consultId_number_key" ON "Question"("consultId", "number");

-- CreateIndex
CREATE INDEX "ConsultAccess_consultId_idx" ON "ConsultAccess"("consultId");

-- CreateIndex
CREATE INDEX "ConsultAccess_personId_consultId_idx" ON "ConsultAccess"("personId", "consultId");

-- CreateIndex
CREATE INDEX "ConsultAccess_hospitalId_role_consultId_idx" ON "ConsultAccess"("hospitalId", "role", "consultId");

-- CreateIndex
CREATE INDEX "ConsultStep_consultId_at_idx" ON "ConsultStep"("consultId", "at");

-- CreateIndex
CREATE INDEX "ConsultFile_consultId_idx" ON "ConsultFile"("consultId");

-- CreateIndex
CREATE UNIQUE INDEX "Opinion_consultId_version_key" ON "Opinion"("consultId", "version");

-- CreateIndex
CREATE UNIQUE INDEX "Decision_consultId_answerId_key" ON "Decision"("consultId", "answerId");

-- CreateIndex
CREATE INDEX "FollowUp_consultId_at_idx" ON "FollowUp"("consultId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "Paper_sourceId_key" ON "Paper"("sourceId");

-- CreateIndex
CREATE UNIQUE INDEX "Paper_checkCode_key" ON "Paper"("checkCode");

-- CreateIndex
CREATE INDEX "Paper_consultId_idx" ON "Paper"("consultId");

-- CreateIndex
CREATE UNIQUE INDEX "Hospital_code_key" ON "Hospital"("code");

-- CreateIndex
CREATE INDEX "HospitalName_hospitalId_idx" ON "HospitalName"("hospitalId");

-- CreateIndex
CREATE UNIQUE INDEX "Department_hospitalId_code_key" ON "Department"("hospitalId", "code");

-- CreateIndex
CREATE INDEX "Notice_personId_readAt_at_idx" ON "Notice"("personId", "readAt", "at");

-- CreateIndex
CREATE UNIQUE INDEX "Notice_personId_eventId_key" ON "Notice"("personId", "eventId");

-- CreateIndex
CREATE INDEX "Mail_at_idx" ON "Mail"("at");

-- CreateIndex
CREATE UNIQUE INDEX "Mail_personId_eventId_key" ON "Mail"("personId", "eventId");

-- CreateIndex
CREATE UNIQUE INDEX "Person_telephone_key" ON "Person"("telephone");

-- CreateIndex
CREATE UNIQUE INDEX "Person_email_key" ON "Person"("email");

-- CreateIndex
CREATE INDEX "Membership_personId_idx" ON "Membership"("personId");

-- CreateIndex
CREATE INDEX "Membership_hospitalId_idx" ON "Membership"("hospitalId");

-- CreateIndex
CREATE INDEX "SignIn_personId_idx" ON "SignIn"("personId");

-- CreateIndex
CREATE INDEX "SignInFailure_counter_at_idx" ON "SignInFailure"("counter", "at");

-- CreateIndex
CREATE UNIQUE INDEX "RoomEntry_conferenceId_personId_cmdId_key" ON "RoomEntry"("conferenceId", "personId", "cmdId");

-- CreateIndex
CREATE UNIQUE INDEX "Minutes_conferenceId_key" ON "Minutes"("conferenceId");

-- CreateIndex
CREATE INDEX "Minutes_consultId_idx" ON "Minutes"("consultId");

-- CreateIndex
CREATE INDEX "Conference_consultId_idx" ON "Conference"("consultId");

-- CreateIndex
CREATE INDEX "ConferenceMember_personId_idx" ON "ConferenceMember"("personId");

-- CreateIndex
CREATE INDEX "Booking_conferenceId_idx" ON "Booking"("conferenceId");

-- AddForeignKey
ALTER TABLE "PairingJunior" ADD CONSTRAINT "PairingJunior_pairingId_fkey" FOREIGN KEY ("pairingId") REFERENCES "Pairing"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AgreementParty" ADD CONSTRAINT "AgreementParty_agreementId_fkey" FOREIGN KEY ("agreementId") REFERENCES "Agreement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AgreementSpecialty" ADD CONSTRAINT "AgreementSpecialty_agreementId_fkey" FOREIGN KEY ("agreementId") REFERENCES "Agreement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConsultIdentity" ADD CONSTRAINT "ConsultIdentity_consultId_fkey" FOREIGN KEY ("consultId") REFERENCES "Consult"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Question" ADD CONSTRAINT "Question_consultId_fkey" FOREIGN KEY ("consultId") REFERENCES "Consult"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RequestVersion" ADD CONSTRAINT "RequestVersion_consultId_fkey" FOREIGN KEY ("consultId") REFERENCES "Consult"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConsultAccess" ADD CONSTRAINT "ConsultAccess_consultId_fkey" FOREIGN KEY ("consultId") REFERENCES "Consult"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConsultStep" ADD CONSTRAINT "ConsultStep_consultId_fkey" FOREIGN KEY ("consultId") REFERENCES "Consult"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConsultFile" ADD CONSTRAINT "ConsultFile_consultId_fkey" FOREIGN KEY ("consultId") REFERENCES "Consult"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Opinion" ADD CONSTRAINT "Opinion_consultId_fkey" FOREIGN KEY ("consultId") REFERENCES "Consult"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OpinionAnswer" ADD CONSTRAINT "OpinionAnswer_opinionId_fkey" FOREIGN KEY ("opinionId") REFERENCES "Opinion"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Decision" ADD CONSTRAINT "Decision_consultId_fkey" FOREIGN KEY ("consultId") REFERENCES "Consult"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FollowUp" ADD CONSTRAINT "FollowUp_consultId_fkey" FOREIGN KEY ("consultId") REFERENCES "Consult"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Outcome" ADD CONSTRAINT "Outcome_consultId_fkey" FOREIGN KEY ("consultId") REFERENCES "Consult"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Remark" ADD CONSTRAINT "Remark_consultId_fkey" FOREIGN KEY ("consultId") REFERENCES "Consult"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Hospital" ADD CONSTRAINT "Hospital_authorityId_fkey" FOREIGN KEY ("authorityId") REFERENCES "Hospital"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HospitalName" ADD CONSTRAINT "HospitalName_hospitalId_fkey" FOREIGN KEY ("hospitalId") REFERENCES "Hospital"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Department" ADD CONSTRAINT "Department_hospitalId_fkey" FOREIGN KEY ("hospitalId") REFERENCES "Hospital"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SignIn" ADD CONSTRAINT "SignIn_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConferenceMember" ADD CONSTRAINT "ConferenceMember_conferenceId_fkey" FOREIGN KEY ("conferenceId") REFERENCES "Conference"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Booking" ADD CONSTRAINT "Booking_conferenceId_fkey" FOREIGN KEY ("conferenceId") REFERENCES "Conference"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- By hand: what the schema cannot say

CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS unaccent;

-- Nobody is booked twice; a booking given back no longer counts.
ALTER TABLE "Booking" ADD CONSTRAINT "Booking_order" CHECK ("startsAt" < "endsAt");
ALTER TABLE "Booking" ADD CONSTRAINT "Booking_personId_during_excl"
  EXCLUDE USING gist ("personId" WITH =, tstzrange("startsAt", "endsAt") WITH &&) WHERE ("releasedAt" IS NULL);
ALTER TABLE "Conference" ADD CONSTRAINT "Conference_order" CHECK ("startsAt" < "endsAt");

-- The relay asks for these, many times a minute, among millions that are done.
CREATE INDEX "Event_undelivered" ON "Event" ("at") WHERE "deliveredAt" IS NULL;

-- A request that has left is whole, and one that no agreement covers is an emergency with its reason.
ALTER TABLE "Consult" ADD CONSTRAINT "Consult_sent_whole" CHECK ("state" = 'draft' OR (
  "code" IS NOT NULL AND "supportingId" IS NOT NULL AND "specialtyCode" IS NOT NULL AND "level" IS NOT NULL
  AND "sentAt" IS NOT NULL AND "situation" IS NOT NULL));
ALTER TABLE "Consult" ADD CONSTRAINT "Consult_covered" CHECK ("state" = 'draft' OR "agreementId" IS NOT NULL OR (
  "level" IN ('emergency', 'redAlert') AND coalesce("overrideReason", '') <> ''));
ALTER TABLE "Consult" ADD CONSTRAINT "Consult_two_hospitals" CHECK ("supportingId" <> "requestingId");
ALTER TABLE "Question" ADD CONSTRAINT "Question_number" CHECK ("number" >= 1);
ALTER TABLE "Outcome" ADD CONSTRAINT "Outcome_usefulness" CHECK ("usefulness" BETWEEN 1 AND 5);

-- Both days are included.
ALTER TABLE "HospitalName" ADD CONSTRAINT "HospitalName_order" CHECK ("validFrom" <= "validUntil");
ALTER TABLE "PairingJunior" ADD CONSTRAINT "PairingJunior_order" CHECK ("validFrom" <= "validUntil");
ALTER TABLE "Agreement" ADD CONSTRAINT "Agreement_order" CHECK ("validFrom" <= "validUntil");
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_order" CHECK ("validFrom" <= "validUntil");

-- What happened stays as it was written, whatever a program or a person at a prompt tries.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

-- The columns named by the trigger may change, the others not.
CREATE FUNCTION refuse_other_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF to_jsonb(NEW) - TG_ARGV IS DISTINCT FROM to_jsonb(OLD) - TG_ARGV THEN
    RAISE EXCEPTION 'Only % of % may change', array_to_string(TG_ARGV, ', '), TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "Access" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "RoomEntry" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "RequestVersion" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "ConsultStep" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "Decision" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_delete BEFORE DELETE ON "Event" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE ON "Event" FOR EACH ROW EXECUTE FUNCTION refuse_other_change('deliveredAt');

-- A confirmed answer is what somebody treated a patient by.
CREATE TRIGGER fixed BEFORE UPDATE ON "Opinion" FOR EACH ROW WHEN (OLD."confirmedAt" IS NOT NULL)
  EXECUTE FUNCTION refuse_other_change('acknowledgedAt', 'acknowledgedById');
CREATE TRIGGER fixed_no_delete BEFORE DELETE ON "Opinion" FOR EACH ROW WHEN (OLD."confirmedAt" IS NOT NULL)
  EXECUTE FUNCTION refuse_change();
CREATE FUNCTION refuse_change_of_answer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM "Opinion" WHERE "id" = OLD."opinionId" AND "confirmedAt" IS NOT NULL) THEN
    RAISE EXCEPTION 'A confirmed answer does not change' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER fixed BEFORE UPDATE OR DELETE ON "OpinionAnswer" FOR EACH ROW EXECUTE FUNCTION refuse_change_of_answer();

-- A paper is what was printed: its bytes come once, a newer one may supersede it. Minutes the chair has confirmed are the record.
CREATE TRIGGER fixed BEFORE UPDATE ON "Paper" FOR EACH ROW EXECUTE FUNCTION refuse_other_change('sha256', 'size', 'supersededAt');
CREATE TRIGGER printed_once BEFORE UPDATE OF "sha256" ON "Paper" FOR EACH ROW WHEN (OLD."sha256" IS NOT NULL) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_delete BEFORE DELETE ON "Paper" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER fixed BEFORE UPDATE OR DELETE ON "Minutes" FOR EACH ROW WHEN (OLD."chairConfirmedAt" IS NOT NULL) EXECUTE FUNCTION refuse_change();

-- Search without diacritics. unaccent itself is only STABLE, since its dictionary could change; ours does not.
CREATE FUNCTION vn_fold(given text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
  SELECT lower(translate(public.unaccent('public.unaccent', normalize(given, NFC)), 'đĐ', 'dD'))
$$;
